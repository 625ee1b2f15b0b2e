import { specFor } from '@egov/chassis/testing';
import { test } from '@jest/globals';
import { dossierDecider } from './decide.ts';
import { local } from '../deadline/calendar.fixture.ts';
import { at, fact, happened } from './dossier.fixture.ts';
import { closed, imported, registered } from './life.fixture.ts';

const dossier = specFor(dossierDecider);
const renew = { type: 'RenewFollowSecret', data: {}, meta: at('2026-07-10 16:00') } as const;
const renewed = fact('FollowSecretRenewed', {});
const renewedBefore = happened(local('2026-07-08 10:00'), 'FollowSecretRenewed', {});

test('a slip is renewed from the first day until after the last', () => {
  for (const life of [registered, closed]) dossier.given(life).when(renew).then([renewed]);
});

test('a slip is renewed only so often', () => {
  const often = Array.from({ length: 20 }, () => renewedBefore);
  dossier
    .given([...registered, ...often.slice(1)])
    .when(renew)
    .then([renewed]);
  dossier
    .given([...registered, ...often])
    .when(renew)
    .refuses('SLIP_RENEWED_TOO_OFTEN');
});

test('what does not exist, and an imported history, has no slip', () => {
  dossier.given([]).when(renew).refuses('NOT_FOUND');
  dossier.given([imported()]).when(renew).refuses('NOT_FOUND');
});
