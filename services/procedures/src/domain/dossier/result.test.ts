import { specFor } from '@egov/chassis/testing';
import { test } from '@jest/globals';
import { noDue } from '../deadline/due.ts';
import { dossierDecider } from './decide.ts';
import { APPLICANT, DESK, at, dueOf, fact, rules } from './dossier.fixture.ts';
import {
  accepted,
  assessed,
  atCounter,
  atDesk,
  awaitingAuthority,
  awaitingPapers,
  awaitingPayment,
  closed,
  handedOver,
  registered,
  released,
  resolved,
  stepCompleted,
  submitted,
} from './life.fixture.ts';

const dossier = specFor(dossierDecider);
const paper = { outcome: 'granted', resultCode: 'KQ.G01.000067', document: '12/QĐ' } as const;
const release = (wall = '2026-07-10 10:00') =>
  ({ type: 'ReleaseResult', data: paper, meta: at(wall) }) as const;
const sendBack = (reason = 'Sai số tờ bản đồ') => ({ type: 'SendBackResult', data: { reason } }) as const;
const handBack = { type: 'ReturnResult', data: { method: 'counter', receivedBy: 'Trần Văn Bình' } } as const;
const withoutResult = [registered, atCounter, assessed, awaitingPapers, awaitingPayment, closed];

test.each([
  ['early', '2026-07-13 09:14'],
  ['on-time', '2026-07-13 09:15'],
  ['late', '2026-07-13 09:16'],
] as const)('a result released to the counter is %s by the promised time', (timeliness, wall) => {
  dossier
    .given(assessed)
    .when(release(wall))
    .then([fact('ResultReleased', { ...paper, due: dueOf().promised, timeliness, holder: DESK })]);
});

test('a result without a promised time is neither early nor late', () => {
  const free = [
    submitted({ rules: rules({ duration: null }) }),
    accepted({ due: noDue }),
    handedOver(),
    stepCompleted(),
  ];
  dossier
    .given(free)
    .when(release())
    .then([fact('ResultReleased', { ...paper, due: null, timeliness: null, holder: DESK })]);
});

test('a result is not released while a step is in progress', () => {
  dossier.given(atDesk).when(release()).refuses('STEPS_OPEN', { stepId: 'tham-tra' });
});

test('a result is not released while a payment is awaited', () => {
  dossier.given(awaitingPayment).when(release()).refuses('PAYMENT_AWAITED');
});

test('a result is not released while another authority is asked', () => {
  dossier.given(awaitingAuthority).when(release()).refuses('DOSSIER_SUSPENDED');
});

test('a result is not released before work, while papers are awaited, or twice', () => {
  for (const life of [registered, atCounter, awaitingPapers, resolved, closed])
    dossier.given(life).when(release()).refuses('DOSSIER_NOT_IN_PROGRESS');
});

test('a wrong result goes back to work before it is handed over', () => {
  dossier
    .given(resolved)
    .when(sendBack())
    .then([fact('ResultSentBack', { reason: 'Sai số tờ bản đồ' })]);
  dossier.given(resolved).when(sendBack('')).refuses('REASON_NEEDED', { field: 'reason' });
});

test('a result that was sent back is released again, and judged by the time promised first', () => {
  const again = [...resolved, { ...released(), ...fact('ResultSentBack', { reason: 'Sai' }) }];
  dossier
    .given(again)
    .when(release('2026-07-14 08:00'))
    .then([fact('ResultReleased', { ...paper, due: dueOf().promised, timeliness: 'late', holder: DESK })]);
});

test('only a result at the counter is sent back, and never one that was handed over', () => {
  for (const life of withoutResult) dossier.given(life).when(sendBack()).refuses('RESULT_NOT_RELEASED');
});

test('the result is handed to the applicant, or to the person who collects it', () => {
  dossier
    .given(resolved)
    .when(handBack)
    .then([fact('ResultReturned', { personId: APPLICANT, method: 'counter', receivedBy: 'Trần Văn Bình' })]);
});

test('only a result at the counter is handed over, and only once', () => {
  for (const life of withoutResult) dossier.given(life).when(handBack).refuses('RESULT_NOT_RELEASED');
});
