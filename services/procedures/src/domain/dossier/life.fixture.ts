import { calendar, local } from '../deadline/calendar.fixture.ts';
import type { PauseReason, Resumption } from '../deadline/due.ts';
import { resumption } from '../deadline/resumption.ts';
import type { Dossier } from './dossier.ts';
import {
  APPLICANT,
  CODE,
  COUNTER,
  DESK,
  PAYMENT,
  RECEIVED,
  applicant,
  component,
  defect,
  dueOf,
  happened,
  replyByFrom,
  rules,
  stepDueAt,
  type EventOf,
  type Happened,
} from './dossier.fixture.ts';
import { evolve } from './evolve.ts';

export const after = (...events: readonly Happened[]): Dossier =>
  events.reduce<Dossier>(evolve, { phase: 'unknown' });

/** The due times once a pause of the dossier ends. */
export function resumedAt(wall: string, events: readonly Happened[]): Resumption {
  const state = after(...events);
  if (state.phase === 'unknown') throw new TypeError('a dossier that does not exist has no due time');
  return resumption(state.file, local(wall), calendar);
}

type Changes<Type extends Happened['type']> = Partial<EventOf<Type>['data']>;

export const submitted = (changes: Changes<'DossierSubmitted'> = {}) =>
  happened(RECEIVED, 'DossierSubmitted', {
    channel: 'counter',
    rules: rules(),
    applicant: applicant(),
    components: [component],
    summary: 'Sang tên thửa đất 12',
    temporaryId: 'T-260706-0197C1A0',
    ...changes,
  });

export const accepted = (changes: Changes<'DossierAccepted'> = {}) =>
  happened(RECEIVED, 'DossierAccepted', { code: CODE, due: dueOf(), holder: COUNTER, ...changes });

export const imported = (changes: Changes<'DossierImported'> = {}) =>
  happened(RECEIVED, 'DossierImported', {
    channel: 'counter',
    rules: rules({ recorded: true, steps: [] }),
    applicant: applicant({ kind: 'other', name: null }),
    components: [],
    summary: 'case-10011',
    attributes: { channel: 'Internet' },
    deadline: null,
    endDate: null,
    due: dueOf(rules({ duration: null })),
    holder: { agencyId: COUNTER.agencyId, officialId: null },
    ...changes,
  });

/** Handed to the desk at ten, for the assessment, due in two working days. */
export const handedOver = (changes: Changes<'DossierHandedOver'> = {}) =>
  happened(local('2026-07-06 10:00'), 'DossierHandedOver', {
    step: { stepId: 'tham-tra', name: 'Thẩm tra hồ sơ', due: stepDueAt('tham-tra', '2026-07-06 10:00') },
    from: COUNTER,
    to: DESK,
    given: null,
    note: '',
    ...changes,
  });

export const stepCompleted = (changes: Changes<'StepCompleted'> = {}, wall = '2026-07-07 16:00') =>
  happened(local(wall), 'StepCompleted', {
    step: { stepId: 'tham-tra', name: 'Thẩm tra hồ sơ' },
    due: local('2026-07-08 10:00'),
    result: 'early',
    outcome: 'Đủ điều kiện',
    holder: DESK,
    ...changes,
  });

export const supplementRequested = (
  changes: Changes<'SupplementRequested'> = {},
  wall = '2026-07-08 10:00',
) =>
  happened(local(wall), 'SupplementRequested', {
    round: 1,
    defects: [defect],
    reason: 'Hồ sơ chưa đủ',
    replyBy: replyByFrom(wall),
    ...changes,
  });

export const supplementReceived = (
  resumed: Resumption,
  changes: Changes<'SupplementReceived'> = {},
  wall = '2026-07-14 14:30',
) =>
  happened(local(wall), 'SupplementReceived', {
    personId: APPLICANT,
    components: [],
    satisfies: null,
    returnsTo: 'in-progress',
    previousDue: dueOf().promised,
    ...resumed,
    ...changes,
  });

export const suspended = () =>
  happened(local('2026-07-08 10:00'), 'DossierSuspended', {
    authority: 'Sở Tư pháp',
    reason: 'Xác minh lý lịch tư pháp',
  });

export const paymentRequested = () =>
  happened(local('2026-07-08 10:00'), 'PaymentRequested', {
    paymentId: PAYMENT,
    amount: 80_000,
    description: 'Lệ phí',
    payBy: null,
  });

export const paymentConfirmed = (resumed: Resumption, outcome: 'paid' | 'waived' | 'cancelled' = 'paid') =>
  happened(local('2026-07-09 10:00'), 'PaymentConfirmed', {
    paymentId: PAYMENT,
    outcome,
    amount: outcome === 'paid' ? 80_000 : 0,
    reference: 'GD-1',
    previousDue: dueOf().promised,
    ...resumed,
  });

export const released = (wall = '2026-07-10 10:00') =>
  happened(local(wall), 'ResultReleased', {
    outcome: 'granted',
    resultCode: 'KQ.G01.000067',
    document: '12/QĐ',
    due: dueOf().promised,
    timeliness: 'early',
    holder: DESK,
  });

export const returned = () =>
  happened(local('2026-07-10 15:00'), 'ResultReturned', {
    personId: APPLICANT,
    method: 'counter',
    receivedBy: null,
  });

export const withdrawn = () =>
  happened(local('2026-07-09 08:00'), 'DossierWithdrawn', { personId: APPLICANT, reason: null });

/** Lives up to a point, as starting points of tests. */
export const registered = [submitted()];
export const atCounter = [submitted(), accepted()];
export const atDesk = [...atCounter, handedOver()];
export const assessed = [...atDesk, stepCompleted()];
export const awaitingPapers = [...assessed, supplementRequested()];
export const awaitingAuthority = [...assessed, suspended()];
export const awaitingPayment = [...assessed, paymentRequested()];
export const resolved = [...assessed, released()];
export const closed = [...resolved, returned()];

const waits: Readonly<Record<PauseReason, readonly Happened[]>> = {
  supplement: awaitingPapers,
  payment: awaitingPayment,
  'third-party': awaitingAuthority,
};

/** The due times of the dossier when its wait ends. */
export const whenOver = (reason: PauseReason, wall: string): Resumption => resumedAt(wall, waits[reason]);
