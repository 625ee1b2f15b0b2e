import { specFor } from '@egov/chassis/testing';
import { test } from '@jest/globals';
import { noDue } from '../deadline/due.ts';
import type { RequestSupplement, SupplyPapers } from './commands.ts';
import type { Defect } from './component.ts';
import { dossierDecider } from './decide.ts';
import {
  APPLICANT,
  at,
  component,
  defect,
  dueOf,
  fact,
  replyByFrom,
  type Happened,
} from './dossier.fixture.ts';
import {
  assessed,
  atCounter,
  awaitingAuthority,
  awaitingPapers,
  awaitingPayment,
  closed,
  registered,
  submitted,
  supplementReceived,
  supplementRequested,
  whenOver,
} from './life.fixture.ts';

const dossier = specFor(dossierDecider);
const resumed = whenOver('supplement', '2026-07-14 14:30');

const ask = (changes: Partial<RequestSupplement['data']> = {}) =>
  ({
    type: 'RequestSupplement',
    data: {
      defects: [defect],
      reason: 'Hồ sơ chưa đủ',
      replyBy: replyByFrom('2026-07-08 10:00'),
      ...changes,
    },
  }) as const;
const supply = (changes: Partial<SupplyPapers['data']> = {}) =>
  ({
    type: 'SupplyPapers',
    data: { components: [component], satisfies: true, ...resumed, ...changes },
    meta: at('2026-07-14 14:30'),
  }) as const;
const expire = (wall: string, round = 1) =>
  ({ type: 'ExpireSupplement', data: { round }, meta: at(wall) }) as const;

const askedAs = (round: number, defects: readonly Defect[] = [defect]) =>
  fact('SupplementRequested', {
    round,
    defects,
    reason: 'Hồ sơ chưa đủ',
    replyBy: replyByFrom('2026-07-08 10:00'),
  });
const answered = (satisfies: boolean | null): Happened[] => [
  ...awaitingPapers,
  supplementReceived(resumed, { satisfies }),
];

test('an official working on a dossier requests everything missing at once', () => {
  dossier
    .given(assessed)
    .when(ask())
    .then([askedAs(1)]);
});

test('the counter requests papers before acceptance too', () => {
  dossier
    .given(registered)
    .when(ask())
    .then([askedAs(1)]);
});

test('papers are requested only while the dossier is examined or in progress', () => {
  for (const life of [atCounter, awaitingPapers, awaitingPayment, closed])
    dossier.given(life).when(ask()).refuses('DOSSIER_NOT_IN_PROGRESS');
});

test('papers are not requested while another authority is asked', () => {
  dossier.given(awaitingAuthority).when(ask()).refuses('DOSSIER_SUSPENDED');
});

test('the form names what is missing, a reason, and only papers of the procedure', () => {
  dossier
    .given(assessed)
    .when(ask({ defects: [] }))
    .refuses('DEFECTS_NOT_NAMED', { field: 'defects' });
  dossier
    .given(assessed)
    .when(ask({ reason: '' }))
    .refuses('REASON_NEEDED', { field: 'reason' });
  dossier
    .given(assessed)
    .when(ask({ defects: [{ paperId: 'ho-chieu', description: 'Thiếu' }] }))
    .refuses('PAPER_UNKNOWN', { paperId: 'ho-chieu' });
});

test('papers are requested again if those supplied did not satisfy, or were not examined yet', () => {
  for (const satisfies of [false, null])
    dossier
      .given(answered(satisfies))
      .when(ask())
      .then([askedAs(2)]);
});

test('papers are not requested again if those supplied satisfied', () => {
  dossier.given(answered(true)).when(ask()).refuses('SUPPLEMENT_ALREADY_REQUESTED', { round: 1 });
});

test('a second request names nothing new', () => {
  const fresh = { paperId: 'don', description: 'Thiếu chữ ký' };
  dossier
    .given(answered(false))
    .when(ask({ defects: [defect, fresh] }))
    .refuses('SUPPLEMENT_NEW_CONTENT');
  const beside = { paperId: null, description: 'Giấy ủy quyền' };
  dossier
    .given(answered(false))
    .when(ask({ defects: [beside] }))
    .refuses('SUPPLEMENT_NEW_CONTENT');
});

test('there is no third request', () => {
  const twice = [
    ...answered(false),
    supplementRequested({ round: 2 }),
    supplementReceived(resumed, { satisfies: false }),
  ];
  dossier.given(twice).when(ask()).refuses('SUPPLEMENT_ALREADY_REQUESTED', { round: 2 });
});

test('papers are supplied, and both the time promised before and the one promised now are recorded', () => {
  dossier
    .given(awaitingPapers)
    .when(supply())
    .then([
      fact('SupplementReceived', {
        personId: APPLICANT,
        components: [component],
        satisfies: true,
        returnsTo: 'in-progress',
        previousDue: dueOf().promised,
        ...resumed,
      }),
    ]);
});

test('before acceptance supplied papers return the dossier to examination, with nothing promised', () => {
  dossier
    .given([submitted(), supplementRequested()])
    .when(supply({ due: noDue }))
    .then([
      fact('SupplementReceived', {
        personId: APPLICANT,
        components: [component],
        satisfies: true,
        returnsTo: 'registered',
        previousDue: null,
        due: noDue,
        stepDue: null,
      }),
    ]);
});

test('papers that were not requested are not a supplement', () => {
  for (const life of [registered, assessed, answered(true), closed])
    dossier.given(life).when(supply()).refuses('NO_SUPPLEMENT_AWAITED');
});

test('what was promised before is promised again with the papers', () => {
  dossier
    .given(awaitingPapers)
    .when(supply({ due: noDue }))
    .refuses('DUE_TIME_NEEDED');
});

test('an unknown paper of the procedure is not a supplement', () => {
  dossier
    .given(awaitingPapers)
    .when(supply({ components: [{ ...component, paperId: 'ho-chieu' }] }))
    .refuses('PAPER_UNKNOWN');
});

test('the dossier is stopped if the applicant does not respond in time', () => {
  dossier
    .given(awaitingPapers)
    .when(expire('2026-07-30 07:00'))
    .then([
      fact('SupplementExpired', { round: 1, replyBy: replyByFrom('2026-07-08 10:00')?.at ?? '' }),
      fact('DossierStopped', { cause: 'supplement-expired', reason: '', legalGround: '' }),
    ]);
});

test('it is not stopped while the applicant has time', () => {
  dossier.given(awaitingPapers).when(expire('2026-07-29 16:59')).refuses('SUPPLEMENT_NOT_EXPIRED');
});

test('a timer overtaken by the papers, another round or the end does nothing', () => {
  for (const life of [answered(true), closed]) dossier.given(life).when(expire('2026-07-30 07:00')).then([]);
  dossier.given(awaitingPapers).when(expire('2026-07-30 07:00', 2)).then([]);
  dossier
    .given([...assessed, supplementRequested({ replyBy: null })])
    .when(expire('2027-07-30 07:00'))
    .then([]);
});
