import {
  agencyId,
  officialId,
  personId,
  type CommandMeta,
  type Instant,
  type PersonId,
  type Recorded,
} from '@egov/chassis/domain';
import { calendar, local } from '../deadline/calendar.fixture.ts';
import { deadlineFor, replyBy, stepDue } from '../deadline/deadline.ts';
import type { Due } from '../deadline/due.ts';
import { dossierId, paymentId } from '../ids.ts';
import { LAND_OFFICE, LAND_REGISTRATION, terms } from '../procedure/procedure.fixture.ts';
import type { Applicant } from './applicant.ts';
import { dossierFields } from './dossier-fields.ts';
import type { DossierEvent, Holder } from './events.ts';
import type { SolvingRules } from './solving-rules.ts';

export const DOSSIER = dossierId('0197c1a0-0000-7000-8000-00000000d055');
export const APPLICANT = personId('0197c1a0-0000-7000-8000-00000000ca11');
export const PAYMENT = paymentId('0197c1a0-0000-7000-8000-00000000fee1');
export const CLERK = officialId('clerk');
export const SPECIALIST = officialId('specialist');
export const COUNTER: Holder = { agencyId: LAND_OFFICE, officialId: CLERK };
export const DESK: Holder = {
  agencyId: agencyId('0197c1a0-0000-7000-8000-00000000de5c'),
  officialId: SPECIALIST,
};
export const CODE = 'H44.05-260706-0001';

/** Monday morning, at the counter. */
export const RECEIVED = local('2026-07-06 09:15');

const { papers, supplement, steps } = terms();

/** Five working days, hour-exact: received on 6 July at 09:15, due on 13 July at 09:15. */
export const rules = (changes: Partial<SolvingRules> = {}): SolvingRules => ({
  procedureId: LAND_REGISTRATION,
  code: '1.004873',
  name: 'Đăng ký biến động quyền sử dụng đất',
  version: 1,
  caseName: null,
  fee: 80_000,
  duration: { amount: 5, unit: 'working-days' },
  rounding: 'hour-exact',
  sameDayCutoff: null,
  papers: papers.map(({ paperId }) => paperId),
  supplement,
  steps,
  recorded: false,
  ...changes,
});

export const applicant = (changes: Partial<Applicant> = {}): Applicant => ({
  personId: APPLICANT,
  kind: 'citizen',
  name: 'Nguyễn Thị Lan',
  idNumber: '025188000123',
  phone: '0912000111',
  email: null,
  address: 'Việt Trì',
  ...changes,
});

export const component = {
  paperId: 'don',
  name: null,
  originals: 1,
  copies: 0,
  digitisation: 1,
  fileRef: null,
} as const;
export const defect = { paperId: 'gcn', description: 'Thiếu bản sao có chứng thực' } as const;

export const dueOf = (of: SolvingRules = rules(), receivedAt = RECEIVED): Due =>
  deadlineFor(of, receivedAt, calendar);
export const stepDueAt = (stepId: string, wall: string) => stepDue(rules(), stepId, local(wall), calendar);
export const replyByFrom = (wall: string) => replyBy(supplement, local(wall), calendar);

/** What every event of the dossier contains. */
export const OF = { dossierId: DOSSIER, agencyId: LAND_OFFICE, procedureCode: '1.004873' } as const;

const KNOWN = {
  at: RECEIVED,
  actor: { id: CLERK, agencyId: LAND_OFFICE },
  requestId: '00000000-0000-4000-8000-000000000000',
};

export type Happened = Recorded<DossierEvent>;
export type EventOf<Type extends DossierEvent['type']> = Extract<DossierEvent, { type: Type }>;
type Own<Type extends DossierEvent['type']> = Omit<EventOf<Type>['data'], keyof typeof OF | 'personId'> &
  Readonly<{ personId?: PersonId | null }>;

/** The applicant, in an event that names them. */
const about = (type: DossierEvent['type']) =>
  'personId' in dossierFields[type] ? { personId: APPLICANT } : {};

/** An event of the dossier without the log's metadata. */
export const fact = <Type extends DossierEvent['type']>(type: Type, data: Own<Type>): EventOf<Type> =>
  ({ type, data: { ...OF, ...about(type), ...data } }) as unknown as EventOf<Type>;

/** The same event as stored in the log. */
export const happened = <Type extends DossierEvent['type']>(
  occurred: Instant,
  type: Type,
  data: Own<Type>,
  actor: Happened['actor'] = KNOWN.actor,
): Happened => ({ ...KNOWN, actor, occurred, ...fact(type, data) }) as unknown as Happened;

export const at = (wall: string, changes: Partial<CommandMeta> = {}): Partial<CommandMeta> => ({
  occurred: local(wall),
  ...changes,
});
