import { CallFailed, type CallSettings } from '@egov/chassis/grpc';
import type { Dossier } from '@egov/proto/egov/procedures/v1/dossier';
import type { ProcedureTerms } from '@egov/proto/egov/procedures/v1/procedure';
import type { StaffServices } from '../../services.ts';

/** Returns the name of an agency or official; looked up once per page. */
export type NameOf = (id: string | undefined) => string;

/** Looks up the names of the agencies of one page; an unknown one is a dash. */
export const agencyNames = (
  { agencies }: Pick<StaffServices, 'agencies'>,
  ids: readonly (string | undefined)[],
  call: CallSettings,
): Promise<NameOf> =>
  namesOf(ids, '–', async (agencyId) => (await agencies.getAgency({ agencyId }, call)).agency?.name);

/** Looks up the names of officials by the subjects they log in as. */
export const officialNames = (
  { staff }: Pick<StaffServices, 'staff'>,
  subjects: readonly (string | undefined)[],
  call: CallSettings,
): Promise<NameOf> =>
  namesOf(
    subjects,
    '',
    async (subject) => (await staff.findStaffMemberBySubject({ subject }, call)).staffMember?.name,
  );

/** The officials of an agency as choices by name, nobody first; none if the visitor may not see its staff. */
export async function colleagues(
  { staff }: Pick<StaffServices, 'staff'>,
  agencyId: string | undefined,
  nobody: string,
  call: CallSettings,
): Promise<readonly Readonly<{ value: string; text: string }>[]> {
  if (agencyId === undefined) return [];
  const found = await orWithout(() => staff.listStaffMembers({ agencyId, pageSize: 200 }, call));
  const members = (found?.staffMembers ?? []).map(({ subject, name, appointments }) => ({
    value: subject,
    text: [
      name,
      ...appointments.filter((one) => one.agencyId === agencyId).map(({ position }) => position),
    ].join(', '),
  }));
  return members.length === 0 ? [] : [{ value: '', text: nobody }, ...members];
}

async function namesOf(
  ids: readonly (string | undefined)[],
  none: string,
  ask: (id: string) => Promise<string | undefined>,
): Promise<NameOf> {
  const names = new Map(
    await Promise.all(
      [...new Set(ids)]
        .filter((id) => id !== undefined)
        .map(async (id) => [id, await orWithout(() => ask(id))] as const),
    ),
  );
  return (id) => (id === undefined ? none : names.get(id) || id);
}

/** The terms that apply to a dossier; undefined if the catalogue does not have them. */
export async function termsOf(
  { catalogue }: Pick<StaffServices, 'catalogue'>,
  { procedureId, procedureVersion }: Dossier,
  call: CallSettings,
): Promise<ProcedureTerms | undefined> {
  const known = await orWithout(() =>
    catalogue.listProcedureVersions({ procedureId, minPosition: 0n }, call),
  );
  return known?.versions.find(({ version }) => version === procedureVersion)?.terms;
}

/**
 * What the other service does not know, cannot return now, or may not reveal is left out: the page matters
 * more than a name.
 */
async function orWithout<Value>(ask: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (
      error instanceof CallFailed &&
      [
        'NOT_FOUND',
        'UNAVAILABLE',
        'PERMISSION_DENIED',
        'INVALID_ARGUMENT',
        'DEADLINE_EXCEEDED',
        'RESOURCE_EXHAUSTED',
      ].includes(error.codeName)
    )
      return undefined;
    throw error;
  }
}
