import { agencyId, officialId, personId, type Instant, type PersonId } from '@egov/chassis/domain';
import type { StoredEvent } from '@egov/chassis/projections';
import { noDue, type Due } from '../../domain/deadline/due.ts';
import { dossierFields } from '../../domain/dossier/dossier-fields.ts';
import type { DossierEvent, Of } from '../../domain/dossier/events.ts';
import { dossierId, procedureId } from '../../domain/ids.ts';

type DataOf<Type extends DossierEvent['type']> = Omit<
  Extract<DossierEvent, { type: Type }>['data'],
  keyof Of | 'personId'
> &
  Readonly<{ personId?: PersonId }>;

let dossiers = 0;
let position = 0n;

/** An agency, an official, a person of the tests. */
export const centre = agencyId('00000000-0000-4000-8000-000000000001');
export const justice = agencyId('00000000-0000-4000-8000-000000000002');
export const lan = officialId('lan');

/** A due time with only the promise. */
export const promised = (at: Instant | null): Due => ({ ...noDue, promised: at, statutory: at });

/** What differs from the default dossier. */
type Told = Readonly<{
  name?: string;
  summary?: string;
  owner?: typeof centre;
  importId?: string;
  steps?: readonly string[];
}>;

/** Builds the life of one dossier, event by event, as in the log. */
export function dossierStory({
  name = 'Nguyễn Văn An',
  summary = 'Xin cấp giấy phép',
  owner = centre,
  importId,
  steps = [],
}: Told = {}) {
  dossiers += 1;
  const id = dossierId(`00000000-0000-4000-9000-${String(dossiers).padStart(12, '0')}`);
  const person = personId(`00000000-0000-4000-a000-${String(dossiers).padStart(12, '0')}`);
  const of: Of = { dossierId: id, agencyId: owner, procedureCode: '1.001193' };
  const events: StoredEvent<DossierEvent>[] = [];
  const holder = { agencyId: owner, officialId: null };
  const received = receivedAs({ person, name, summary, steps, recorded: importId !== undefined });
  const story = {
    id,
    person,
    events,
    tell<Type extends DossierEvent['type']>(type: Type, occurred: Instant, data: DataOf<Type>) {
      position += 1n;
      const at = { occurred, position, revision: events.length };
      const about = 'personId' in dossierFields[type] ? { personId: person } : {};
      events.push(stored(of, type, { ...about, ...data }, at, importId));
      return story;
    },
    submitted: (at: Instant) =>
      story.tell('DossierSubmitted', at, { ...received, temporaryId: `T-${dossiers}` }),
    imported: (
      at: Instant,
      attributes: Readonly<Record<string, string>> | null = {},
      deadline: Instant | null = null,
      endDate: Instant | null = null,
    ) =>
      story.tell('DossierImported', at, {
        ...received,
        attributes,
        deadline,
        endDate,
        due: promised(null),
        holder,
      }),
    accepted: (at: Instant, due: Instant | null = null) =>
      story.tell('DossierAccepted', at, {
        code: `H44-260706-${String(dossiers).padStart(4, '0')}`,
        due: promised(due),
        holder,
      }),
    released: (at: Instant, timeliness: 'early' | 'on-time' | 'late' | null = null) =>
      story.tell('ResultReleased', at, {
        outcome: 'granted',
        resultCode: null,
        document: null,
        due: null,
        timeliness,
        holder,
      }),
  };
  return story;
}

/** The event that the applicant of a story was forgotten. */
export const forgotten = ({ person, events }: Pick<ReturnType<typeof dossierStory>, 'person' | 'events'>) =>
  ({
    ...events[0],
    type: 'PersonForgotten',
    data: { personId: person, reason: 'theo yêu cầu' },
  }) as unknown as StoredEvent;

/** The content of a submission: applicant, subject and rules. */
const receivedAs = ({
  person,
  name,
  summary,
  steps,
  recorded,
}: Readonly<{
  person: PersonId;
  name: string;
  summary: string;
  steps: readonly string[];
  recorded: boolean;
}>) => ({
  channel: 'counter' as const,
  components: [],
  summary,
  applicant: {
    personId: person,
    kind: 'citizen' as const,
    name,
    idNumber: null,
    phone: null,
    email: null,
    address: null,
  },
  rules: {
    procedureId: procedureId('00000000-0000-4000-b000-000000000001'),
    code: '1.001193',
    name: 'Đăng ký khai sinh',
    version: 1,
    caseName: null,
    fee: null,
    papers: [],
    supplement: { clock: 'exclude-resume' as const, maxWait: null, extra: null },
    steps: steps.map((stepId) => ({ stepId, name: stepId, role: '', duration: null })),
    recorded,
    duration: null,
    rounding: 'hour-exact' as const,
    sameDayCutoff: null,
  },
});

/** An event as stored in the log. */
const stored = (
  of: Of,
  type: DossierEvent['type'],
  data: object,
  { occurred, position: at, revision }: Readonly<{ occurred: Instant; position: bigint; revision: number }>,
  importId: string | undefined,
) =>
  ({
    type,
    data: { ...of, ...data },
    at: occurred,
    occurred,
    actor: { id: 'lan', agencyId: of.agencyId },
    requestId: 'r',
    stream: `procedures_dossier-${of.dossierId}`,
    aggregateId: of.dossierId,
    eventId: `e${at}`,
    revision,
    position: at,
    schema: 1,
    correlation: 'c',
    chain: '',
    ...(importId ? { importId } : {}),
  }) as unknown as StoredEvent<DossierEvent>;
