import { specFor } from '@egov/chassis/testing';
import { test } from '@jest/globals';
import { local } from '../deadline/calendar.fixture.ts';
import type { HandOverDossier } from './commands.ts';
import { dossierDecider } from './decide.ts';
import { COUNTER, DESK, at, fact, stepDueAt } from './dossier.fixture.ts';
import {
  assessed,
  atCounter,
  atDesk,
  awaitingAuthority,
  awaitingPapers,
  awaitingPayment,
  closed,
  handedOver,
  imported,
  registered,
  resolved,
} from './life.fixture.ts';

const dossier = specFor(dossierDecider);
const assessment = { stepId: 'tham-tra', name: 'Thẩm tra hồ sơ' };
const signing = { stepId: 'ky', name: 'Ký duyệt' };
const due = stepDueAt('tham-tra', '2026-07-06 10:00');

const give = (changes: Partial<HandOverDossier['data']> = {}, wall = '2026-07-06 10:00') =>
  ({
    type: 'HandOverDossier',
    data: { stepId: 'tham-tra', to: DESK, stepDue: due, note: '', ...changes },
    meta: at(wall),
  }) as const;
const complete = (stepId = 'tham-tra', wall = '2026-07-07 16:00') =>
  ({ type: 'CompleteStep', data: { stepId, outcome: 'Đủ điều kiện' }, meta: at(wall) }) as const;

test('the counter hands an accepted dossier to the desk that solves it, and the step begins', () => {
  dossier
    .given(atCounter)
    .when(give())
    .then([
      fact('DossierHandedOver', {
        step: { ...assessment, due },
        from: COUNTER,
        to: DESK,
        given: null,
        note: '',
      }),
    ]);
});

test('the official who accepted a dossier may start work on it alone', () => {
  dossier
    .given(atCounter)
    .when(give({ to: COUNTER, stepId: null, stepDue: null }))
    .then([fact('DossierHandedOver', { step: null, from: COUNTER, to: COUNTER, given: null, note: '' })]);
});

test.each([
  ['early', '2026-07-08 09:59'],
  ['on-time', '2026-07-08 10:00'],
  ['late', '2026-07-08 10:01'],
] as const)('the control sheet says that the step was handed on %s', (result, wall) => {
  dossier
    .given(atDesk)
    .when(give({ stepId: 'ky', to: COUNTER, stepDue: null, note: 'Trình ký' }, wall))
    .then([
      fact('DossierHandedOver', {
        step: { ...signing, due: null },
        from: DESK,
        to: COUNTER,
        given: { ...assessment, result },
        note: 'Trình ký',
      }),
    ]);
});

test('a change of hands gives the step no more time', () => {
  const later = stepDueAt('tham-tra', '2026-07-07 10:00');
  for (const stepId of [null, 'tham-tra']) {
    dossier
      .given(atDesk)
      .when(give({ stepId, to: COUNTER, stepDue: later }, '2026-07-07 10:00'))
      .then([
        fact('DossierHandedOver', {
          step: { ...assessment, due },
          from: DESK,
          to: COUNTER,
          given: { ...assessment, result: 'early' },
          note: '',
        }),
      ]);
  }
});

test('the official who holds the dossier continues with another step', () => {
  dossier
    .given(assessed)
    .when(give({ stepId: 'ky', stepDue: null, note: 'Trình ký' }))
    .then([fact('StepStarted', { step: { ...signing, due: null }, holder: DESK, note: 'Trình ký' })]);
});

test('a dossier is not handed to its current holder', () => {
  for (const stepId of [null, 'tham-tra'])
    dossier.given(atDesk).when(give({ stepId })).refuses('HANDED_TO_HOLDER');
  dossier
    .given(assessed)
    .when(give({ stepId: null }))
    .refuses('HANDED_TO_HOLDER');
});

test('a dossier changes hands while another authority is asked', () => {
  dossier
    .given(awaitingAuthority)
    .when(give({ stepId: 'ky', to: COUNTER, stepDue: null }))
    .then([
      fact('DossierHandedOver', {
        step: { ...signing, due: null },
        from: DESK,
        to: COUNTER,
        given: null,
        note: '',
      }),
    ]);
});

test('a dossier changes hands only while it is in progress', () => {
  for (const life of [registered, awaitingPapers, awaitingPayment, resolved, closed])
    dossier.given(life).when(give()).refuses('DOSSIER_NOT_IN_PROGRESS');
});

test('a step that the procedure does not have is neither begun nor completed', () => {
  dossier
    .given(atCounter)
    .when(give({ stepId: 'dong-dau' }))
    .refuses('STEP_UNKNOWN', { stepId: 'dong-dau' });
  dossier.given(atDesk).when(complete('dong-dau')).refuses('STEP_UNKNOWN', { stepId: 'dong-dau' });
});

test('a recorded procedure has free steps, each its own name', () => {
  dossier
    .given([imported()])
    .when(give({ stepId: 'T04', stepDue: null }))
    .then([
      fact('DossierHandedOver', {
        step: { stepId: 'T04', name: 'T04', due: null },
        from: { agencyId: COUNTER.agencyId, officialId: null },
        to: DESK,
        given: null,
        note: '',
      }),
    ]);
});

test.each([
  ['early', '2026-07-07 16:00'],
  ['late', '2026-07-08 16:00'],
] as const)('a step is completed %s by its own due time', (result, wall) => {
  dossier
    .given(atDesk)
    .when(complete('tham-tra', wall))
    .then([
      fact('StepCompleted', {
        step: assessment,
        due: local('2026-07-08 10:00'),
        result,
        outcome: 'Đủ điều kiện',
        holder: DESK,
      }),
    ]);
});

test('a step without its own due time is neither early nor late', () => {
  const atSigning = [...atCounter, handedOver({ step: { ...signing, due: null } })];
  dossier
    .given(atSigning)
    .when(complete('ky'))
    .then([
      fact('StepCompleted', {
        step: signing,
        due: null,
        result: null,
        outcome: 'Đủ điều kiện',
        holder: DESK,
      }),
    ]);
});

test('a step is completed once', () => {
  dossier.given(assessed).when(complete()).refuses('STEP_COMPLETED', { stepId: 'tham-tra' });
});

test('a step that has not begun is not completed', () => {
  dossier.given(atDesk).when(complete('ky')).refuses('STEP_NOT_STARTED', { stepId: 'ky' });
});

test('no step is completed while the dossier waits, or before work starts', () => {
  for (const life of [atCounter, awaitingPapers, closed])
    dossier.given(life).when(complete()).refuses('DOSSIER_NOT_IN_PROGRESS');
});
