import { specFor } from '@egov/chassis/testing';
import { test } from '@jest/globals';
import { local } from '../deadline/calendar.fixture.ts';
import { noDue } from '../deadline/due.ts';
import { dossierDecider } from './decide.ts';
import { APPLICANT, DESK, RECEIVED, at, dueOf, fact, rules } from './dossier.fixture.ts';
import {
  accepted,
  assessed,
  atCounter,
  awaitingAuthority,
  awaitingPapers,
  awaitingPayment,
  closed,
  handedOver,
  registered,
  resolved,
  submitted,
  withdrawn,
} from './life.fixture.ts';

const dossier = specFor(dossierDecider);
const promised = dueOf().promised ?? '';
const extend = (newDue = '2026-07-16 17:00', wall = '2026-07-13 08:00', reason = 'Cần xác minh thực địa') =>
  ({ type: 'ExtendDossier', data: { newDue: local(newDue), reason }, meta: at(wall) }) as const;
const stop = (reason = 'Đất có tranh chấp') =>
  ({ type: 'StopDossier', data: { reason, legalGround: '' } }) as const;
const withdraw = (reason: string | null = null) => ({ type: 'WithdrawDossier', data: { reason } }) as const;

test.each([
  ['before the promised time', '2026-07-13 09:14', false],
  ['when it is late already', '2026-07-14 08:00', true],
])('the office apologises and promises a new time %s, and both times are kept', (_when, wall, late) => {
  const data = {
    previousDue: promised,
    due: local('2026-07-16 17:00'),
    reason: 'Cần xác minh thực địa',
    late,
  };
  for (const life of [atCounter, assessed])
    dossier
      .given(life)
      .when(extend('2026-07-16 17:00', wall))
      .then([fact('DossierExtended', data)]);
});

test('the new time is later than the promised one, and not in the past', () => {
  dossier
    .given(assessed)
    .when(extend('2026-07-13 09:15'))
    .refuses('NEW_TIME_NOT_LATER', { previousDue: promised });
  dossier.given(assessed).when(extend('2026-07-14 08:00', '2026-07-14 08:00')).refuses('NEW_TIME_NOT_LATER');
});

test('an apology needs a reason', () => {
  dossier
    .given(assessed)
    .when(extend('2026-07-16 17:00', '2026-07-13 08:00', ''))
    .refuses('REASON_NEEDED', { field: 'reason' });
});

test('where nothing was promised there is nothing to extend', () => {
  const free = [submitted({ rules: rules({ duration: null }) }), accepted({ due: noDue }), handedOver()];
  dossier.given(free).when(extend()).refuses('NOTHING_PROMISED');
});

test('a waiting or finished dossier is not extended', () => {
  for (const life of [registered, awaitingPapers, awaitingPayment, resolved, closed])
    dossier.given(life).when(extend()).refuses('DOSSIER_NOT_IN_PROGRESS');
  dossier.given(awaitingAuthority).when(extend()).refuses('DOSSIER_SUSPENDED');
});

test('solving is stopped with a reason, even while something is awaited', () => {
  const stopped = fact('DossierStopped', { cause: 'decision', reason: 'Đất có tranh chấp', legalGround: '' });
  for (const life of [assessed, awaitingPapers, awaitingPayment, awaitingAuthority])
    dossier.given(life).when(stop()).then([stopped]);
  dossier.given(assessed).when(stop(' ')).refuses('REASON_NEEDED', { field: 'reason' });
});

test('a dossier not in progress is not stopped', () => {
  for (const life of [registered, atCounter, resolved])
    dossier.given(life).when(stop()).refuses('DOSSIER_NOT_IN_PROGRESS');
});

test('a closed dossier is neither stopped nor withdrawn', () => {
  const refused = {
    ...submitted(),
    ...fact('DossierRefused', { reason: 'Sai thẩm quyền', legalGround: 'NĐ 118/2025' }),
  };
  for (const life of [closed, [...assessed, withdrawn()], [...registered, refused]]) {
    for (const command of [stop(), withdraw()] as const)
      dossier.given(life).when(command).refuses('DOSSIER_CLOSED');
  }
});

test('the applicant withdraws the dossier at any time before there is a result', () => {
  for (const life of [registered, atCounter, assessed, awaitingPapers, awaitingPayment]) {
    dossier
      .given(life)
      .when(withdraw('Tôi đổi ý'))
      .then([fact('DossierWithdrawn', { personId: APPLICANT, reason: 'Tôi đổi ý' })]);
  }
});

test('a dossier with a result is not withdrawn', () => {
  dossier.given(resolved).when(withdraw()).refuses('RESULT_RELEASED', { state: 9 });
});

test('the release is judged by a time promised with an apology', () => {
  const extended = {
    ...accepted(),
    ...fact('DossierExtended', {
      previousDue: promised,
      due: local('2026-07-16 17:00'),
      reason: 'Muộn',
      late: false,
    }),
  };
  const release = {
    type: 'ReleaseResult',
    data: { outcome: 'granted', resultCode: null, document: null },
    meta: at('2026-07-16 17:00'),
  } as const;
  dossier
    .given([...assessed, { ...extended, occurred: RECEIVED }])
    .when(release)
    .then([
      fact('ResultReleased', {
        outcome: 'granted',
        resultCode: null,
        document: null,
        due: local('2026-07-16 17:00'),
        timeliness: 'on-time',
        holder: DESK,
      }),
    ]);
});
