import { specFor } from '@egov/chassis/testing';
import { test } from '@jest/globals';
import { local } from '../deadline/calendar.fixture.ts';
import { dossierDecider } from './decide.ts';
import { APPLICANT, at, fact } from './dossier.fixture.ts';
import type { HistoryFlag } from './events.ts';
import { closed, imported, released } from './life.fixture.ts';

const dossier = specFor(dossierDecider);
const step = (activity: string, wall: string) => ({
  activity,
  resource: 'Resource21',
  transition: 'complete',
  occurred: local(wall),
});
const record = (steps: ReturnType<typeof step>[], firstIndex = 0) =>
  ({ type: 'RecordSteps', data: { steps, firstIndex } }) as const;
const recorded = (index: number, activity: string, wall: string, flags: HistoryFlag[] = []) => ({
  ...imported(),
  ...fact('StepRecorded', { index, ...step(activity, wall), flags }),
});
const bare = ({ type, data }: ReturnType<typeof recorded>) => ({ type, data });

test('steps of a history are recorded in the order of the source, each with its own instant', () => {
  dossier
    .given([imported()])
    .when(record([step('T02', '2026-07-06 10:00'), step('T04', '2026-07-06 10:00')]))
    .then([bare(recorded(0, 'T02', '2026-07-06 10:00')), bare(recorded(1, 'T04', '2026-07-06 10:00'))]);
});

test('a repeated step is flagged, within a batch and across batches', () => {
  dossier
    .given([imported(), recorded(0, 'T02', '2026-07-06 10:00')])
    .when(
      record(
        [step('T04', '2026-07-07 10:00'), step('T02', '2026-07-08 10:00'), step('T04', '2026-07-09 10:00')],
        1,
      ),
    )
    .then([
      bare(recorded(1, 'T04', '2026-07-07 10:00')),
      bare(recorded(2, 'T02', '2026-07-08 10:00', ['repeated'])),
      bare(recorded(3, 'T04', '2026-07-09 10:00', ['repeated'])),
    ]);
});

test('a step earlier than one before it is flagged as out of order', () => {
  dossier
    .given([imported(), recorded(0, 'T02', '2026-07-08 10:00')])
    .when(record([step('T04', '2026-07-07 10:00'), step('T05', '2026-07-07 11:00')], 1))
    .then([
      bare(recorded(1, 'T04', '2026-07-07 10:00', ['out-of-order'])),
      bare(recorded(2, 'T05', '2026-07-07 11:00', ['out-of-order'])),
    ]);
});

test('a step after the end of its case, or after a release, is flagged but recorded', () => {
  const ended = [imported({ endDate: local('2026-07-08 10:00') })];
  const live = [imported(), released('2026-07-08 10:00')];
  for (const life of [ended, live]) {
    dossier
      .given(life)
      .when(record([step('T02', '2026-07-08 10:00'), step('T16', '2026-07-08 10:01')]))
      .then([
        bare(recorded(0, 'T02', '2026-07-08 10:00')),
        bare(recorded(1, 'T16', '2026-07-08 10:01', ['after-release'])),
      ]);
  }
});

test('steps already known are skipped, so that a resumed import records nothing twice', () => {
  const known = [imported(), recorded(0, 'T02', '2026-07-06 10:00'), recorded(1, 'T04', '2026-07-06 11:00')];
  const whole = [
    step('T02', '2026-07-06 10:00'),
    step('T04', '2026-07-06 11:00'),
    step('T05', '2026-07-06 12:00'),
  ];
  dossier
    .given(known)
    .when(record(whole))
    .then([bare(recorded(2, 'T05', '2026-07-06 12:00'))]);
  dossier
    .given(known)
    .when(record(whole.slice(0, 2)))
    .then([]);
  dossier
    .given(known)
    .when(record(whole.slice(0, 1)))
    .then([]);
});

test('steps that leave a gap are refused with the index to continue from', () => {
  dossier
    .given([imported()])
    .when(record([step('T05', '2026-07-06 12:00')], 2))
    .refuses('STEPS_MISSING', { from: 0 });
  dossier
    .given([imported()])
    .when(record([step('T05', '2026-07-06 12:00')], -1))
    .refuses('VALUE_OUT_OF_RANGE', { field: 'first_index' });
});

test('steps are not recorded for a live dossier', () => {
  dossier
    .given(closed)
    .when(record([step('T02', '2026-07-06 10:00')]))
    .refuses('NOT_A_RECORDED_DOSSIER');
});

const act = (type: 'ReturnResult' | 'ReleaseResult') =>
  type === 'ReturnResult'
    ? ({ type, data: { method: 'counter', receivedBy: null }, meta: at('2026-07-12 10:00') } as const)
    : ({
        type,
        data: { outcome: 'granted', resultCode: null, document: null },
        meta: at('2026-07-12 10:00'),
      } as const);
const flagged = (activity: string, flags: HistoryFlag[], index = 0) =>
  fact('StepRecorded', {
    index,
    activity,
    resource: 'specified-actor',
    transition: null,
    occurred: local('2026-07-12 10:00'),
    flags,
  });

test('an act that a live dossier would refuse for its order is a flagged step in a history', () => {
  dossier
    .given([imported()])
    .when(act('ReturnResult'))
    .then([flagged('ReturnResult', ['out-of-order'])]);
  dossier
    .given([imported(), released()])
    .when(act('ReleaseResult'))
    .then([flagged('ReleaseResult', ['after-release'])]);
});

test('an act in order is an act in a history too', () => {
  dossier
    .given([imported(), released()])
    .when(act('ReturnResult'))
    .then([fact('ResultReturned', { personId: APPLICANT, method: 'counter', receivedBy: null })]);
});

test('invalid data is refused in a history as well', () => {
  dossier
    .given([imported()])
    .when({ type: 'StopDossier', data: { reason: '', legalGround: '' } })
    .refuses('REASON_NEEDED', { field: 'reason' });
});
