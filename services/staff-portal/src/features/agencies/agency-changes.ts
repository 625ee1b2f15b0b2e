import { filled, readForm, type SignedIn } from '@egov/chassis/web';
import type { StaffServices } from '../../services.ts';
import { codeForm, dissolveForm, establishForm, moveForm, renameForm } from './forms.ts';

type Read =
  | Readonly<{ errors: readonly Readonly<{ field: string; text: string }>[] }>
  | (() => Promise<unknown>);

/** What may be changed about an agency: reads the form and returns either its errors or the act. */
export const agencyChanges = {
  rename: ({ agencies }: StaffServices, visit: SignedIn): Read => {
    const read = readForm(renameForm, visit);
    return read.ok
      ? () =>
          agencies.renameAgency(
            {
              ...base(visit, read.value.revision),
              name: read.value.name,
              validFromDay: read.value.valid_from,
            },
            visit.call,
          )
      : read;
  },
  code: ({ agencies }: StaffServices, visit: SignedIn): Read => {
    const read = readForm(codeForm, visit);
    if (!read.ok) return read;
    const { scheme, code, code_from: validFrom, revision } = read.value;
    return () =>
      agencies.assignAgencyCode(
        { ...base(visit, revision), scheme, code, validFromDay: validFrom },
        visit.call,
      );
  },
  move: ({ agencies }: StaffServices, visit: SignedIn): Read => {
    const read = readForm(moveForm, visit);
    return read.ok
      ? () =>
          agencies.moveAgency(
            {
              ...base(visit, read.value.revision),
              parentId: read.value.parent_id,
              validFromDay: read.value.move_from,
            },
            visit.call,
          )
      : read;
  },
  dissolve: ({ agencies }: StaffServices, visit: SignedIn): Read => {
    const read = readForm(dissolveForm, visit);
    if (!read.ok) return read;
    const { dissolved_on: dissolvedOn, successors, legal_ground: legalGround, revision } = read.value;
    return () =>
      agencies.dissolveAgency(
        {
          ...base(visit, revision),
          dissolvedOn,
          successors: successors.map((agencyId) => ({ agencyId })),
          legalGround: filled(legalGround),
        },
        visit.call,
      );
  },
} as const;

const base = ({ requestId, params }: SignedIn, revision: string) => ({
  requestId,
  agencyId: params.id ?? '',
  expectedRevision: BigInt(revision),
});

/** Reads the form of an agency that is new. */
export function establishing({ agencies }: StaffServices, visit: SignedIn): Read {
  const read = readForm(establishForm, visit);
  if (!read.ok) return read;
  const { name, level, parent_id: parentId, established_on: establishedOn, scheme, code } = read.value;
  const codes = code === '' ? [] : [{ scheme, code }];
  return () =>
    agencies.establishAgency(
      { requestId: visit.requestId, name, level, parentId: filled(parentId), codes, establishedOn },
      visit.call,
    );
}
