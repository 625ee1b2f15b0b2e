import type { ReferenceAgency } from '@egov/reference-data';
import { atATime } from './at-a-time.ts';
import type { PlatformClients } from './platform-clients.ts';
import { agencyLevels, codeSchemes, loadingId } from './reference-requests.ts';

const width = 16;
const unseen = { expectedRevision: undefined };

type Code = ReferenceAgency['codes'][number];

/**
 * Loads agencies as they came and went, day by day: new ones are established, then those that ended the day
 * before are dissolved into them, then codes are assigned, as a successor may take over its predecessor's
 * code.
 */
export async function loadAgencies(
  { agencies }: Pick<PlatformClients, 'agencies'>,
  list: readonly ReferenceAgency[],
  loaded: () => void,
): Promise<void> {
  const days = [...new Set(list.map(({ establishedOn }) => establishedOn))].toSorted();
  const handedOn = codesOfSeveral(list);
  const dissolved = new Set<string>();
  const dissolveBefore = async (day: string) => {
    const over = list.filter(
      ({ id, dissolvedOn }) => dissolvedOn !== null && dissolvedOn < day && !dissolved.has(id),
    );
    for (const { id } of over) dissolved.add(id);
    await atATime(width, over, async ({ id, dissolvedOn, successorIds }) => {
      await agencies.dissolveAgency({
        ...unseen,
        requestId: loadingId('dissolve', id),
        agencyId: id,
        dissolvedOn: dissolvedOn ?? '',
        legalGround: '',
        successors: successorIds.map((agencyId) => ({ agencyId, part: '' })),
      });
    });
  };

  for (const day of days) {
    const beginning = list.filter(({ establishedOn }) => establishedOn === day);
    const at =
      ({ establishedOn }: ReferenceAgency) =>
      (code: Code) =>
        code.from <= establishedOn && !handedOn.has(nameOf(code));
    const establish = async (agency: ReferenceAgency) => {
      await agencies.establishAgency({
        requestId: loadingId('establish', agency.id),
        agencyId: agency.id,
        name: agency.name,
        level: agencyLevels[agency.level],
        parentId: agency.parentId ?? '',
        codes: agency.codes.filter(at(agency)).map(codeOf),
        establishedOn: agency.establishedOn,
      });
      loaded();
    };
    // Superiors before subordinates; communes are many and independent of each other.
    await atATime(
      1,
      beginning.filter(({ level }) => level !== 'commune'),
      establish,
    );
    await atATime(
      width,
      beginning.filter(({ level }) => level === 'commune'),
      establish,
    );
    await dissolveBefore(day);
    await atATime(width, beginning, async (agency) => {
      for (const code of agency.codes.filter((each) => !at(agency)(each))) {
        await agencies.assignAgencyCode({
          ...unseen,
          requestId: loadingId('code', agency.id, nameOf(code)),
          agencyId: agency.id,
          code: codeOf(code),
        });
      }
      for (const { name, from } of agency.names.slice(1)) {
        await agencies.renameAgency({
          ...unseen,
          requestId: loadingId('rename', agency.id, from),
          agencyId: agency.id,
          name,
          validFromDay: from,
        });
      }
      for (const { parentId, from } of agency.moves) {
        await agencies.moveAgency({
          ...unseen,
          requestId: loadingId('move', agency.id, from),
          agencyId: agency.id,
          parentId,
          validFromDay: from,
        });
      }
    });
  }
  await dissolveBefore('9999-12-31');
}

const nameOf = ({ scheme, code }: Code): string => `${scheme} ${code}`;

const codeOf = ({ scheme, code, from }: Code) => ({
  scheme: codeSchemes[scheme],
  code,
  validFromDay: from,
  validUntilDay: '',
});

/** Returns the codes that more than one agency has had, one after the other. */
function codesOfSeveral(list: readonly ReferenceAgency[]): ReadonlySet<string> {
  const holders = Map.groupBy(
    list.flatMap(({ id, codes }) => codes.map((code) => ({ id, name: nameOf(code) }))),
    ({ name }) => name,
  );
  return new Set([...holders].filter(([, each]) => each.length > 1).map(([name]) => name));
}
