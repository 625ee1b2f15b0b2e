import type { ReferenceAgency } from '@egov/reference-data';
import { atATime } from './at-a-time.ts';
import type { PlatformClients } from './platform-clients.ts';
import { agencyLevels, codeSchemes, loadingId } from './reference-requests.ts';

const width = 16;
const unseen = { expectedRevision: undefined };

type Clients = Pick<PlatformClients, 'agencies'>;
type Code = ReferenceAgency['codes'][number];

/**
 * Loads agencies as they came and went, day by day: new ones are established, then those that ended the day
 * before are dissolved into them, then codes are assigned, as a successor may take over its predecessor's
 * code.
 */
export async function loadAgencies(
  { agencies }: Clients,
  list: readonly ReferenceAgency[],
  loaded: () => void,
): Promise<void> {
  const handedOn = codesOfSeveral(list);
  const fromItsStart = ({ establishedOn, codes }: ReferenceAgency) =>
    codes.filter((code) => code.from <= establishedOn && !handedOn.has(nameOf(code)));
  const dissolved = new Set<string>();
  const dissolveBefore = async (day: string) => {
    const over = list.filter(
      ({ id, dissolvedOn }) => dissolvedOn !== null && dissolvedOn < day && !dissolved.has(id),
    );
    for (const { id } of over) dissolved.add(id);
    await atATime(width, over, (agency) => dissolve(agencies, agency));
  };
  const establishEach = async (agency: ReferenceAgency) => {
    await establish(agencies, agency, fromItsStart(agency));
    loaded();
  };

  const days = [...new Set(list.map(({ establishedOn }) => establishedOn))].toSorted();
  for (const day of days) {
    const beginning = list.filter(({ establishedOn }) => establishedOn === day);
    const [communes, above] = [
      beginning.filter(({ level }) => level === 'commune'),
      beginning.filter(({ level }) => level !== 'commune'),
    ];
    // Superiors before subordinates; communes are many and independent of each other.
    await atATime(1, above, establishEach);
    await atATime(width, communes, establishEach);
    await dissolveBefore(day);
    await atATime(width, beginning, async (agency) => {
      const given = new Set(fromItsStart(agency));
      const later = agency.codes.filter((code) => !given.has(code));
      await change(agencies, agency, later);
    });
  }
  await dissolveBefore('9999-12-31');
}

async function establish(
  agencies: Clients['agencies'],
  agency: ReferenceAgency,
  codes: readonly Code[],
): Promise<void> {
  await agencies.establishAgency({
    requestId: loadingId('establish', agency.id),
    agencyId: agency.id,
    name: agency.name,
    level: agencyLevels[agency.level],
    parentId: agency.parentId ?? undefined,
    codes: codes.map(codeOf),
    establishedOn: agency.establishedOn,
  });
}

async function dissolve(
  agencies: Clients['agencies'],
  { id, dissolvedOn, successorIds }: ReferenceAgency,
): Promise<void> {
  await agencies.dissolveAgency({
    ...unseen,
    requestId: loadingId('dissolve', id),
    agencyId: id,
    dissolvedOn: dissolvedOn ?? '',
    successors: successorIds.map((agencyId) => ({ agencyId })),
  });
}

/** Assigns an agency its later codes, names and parents. */
async function change(
  agencies: Clients['agencies'],
  { id: agencyId, names, moves }: ReferenceAgency,
  codes: readonly Code[],
): Promise<void> {
  for (const code of codes) {
    const requestId = loadingId('code', agencyId, nameOf(code));
    await agencies.assignAgencyCode({ ...unseen, requestId, agencyId, ...codeOf(code) });
  }
  for (const { name, from } of names.slice(1)) {
    const requestId = loadingId('rename', agencyId, from);
    await agencies.renameAgency({ ...unseen, requestId, agencyId, name, validFromDay: from });
  }
  for (const { parentId, from } of moves) {
    const requestId = loadingId('move', agencyId, from);
    await agencies.moveAgency({ ...unseen, requestId, agencyId, parentId, validFromDay: from });
  }
}

const nameOf = ({ scheme, code }: Code): string => `${scheme} ${code}`;

const codeOf = ({ scheme, code, from }: Code) => ({
  scheme: codeSchemes[scheme],
  code,
  validFromDay: from,
});

/** Returns the codes that more than one agency has had, one after the other. */
function codesOfSeveral(list: readonly ReferenceAgency[]): ReadonlySet<string> {
  const holders = Map.groupBy(
    list.flatMap(({ id, codes }) => codes.map((code) => ({ id, name: nameOf(code) }))),
    ({ name }) => name,
  );
  return new Set([...holders].filter(([, each]) => each.length > 1).map(([name]) => name));
}
