import { specFor } from '@egov/chassis/testing';
import { test } from '@jest/globals';
import { dossierDecider } from './decide.ts';
import { APPLICANT, at, fact } from './dossier.fixture.ts';
import { closed, registered } from './life.fixture.ts';

const dossier = specFor(dossierDecider);
const write = (audience: 'everybody' | 'office', writer: string, text = 'Bao giờ có kết quả?') =>
  ({
    type: 'WriteMessage',
    data: { audience, text },
    meta: at('2026-07-10 16:00', { actor: { id: writer } }),
  }) as const;
const written = (audience: 'everybody' | 'office') =>
  fact('MessageWritten', { personId: APPLICANT, audience, text: 'Bao giờ có kết quả?' });

test('the applicant and the office write to each other from the first day until after the last', () => {
  for (const life of [registered, closed]) {
    dossier
      .given(life)
      .when(write('everybody', APPLICANT))
      .then([written('everybody')]);
    dossier
      .given(life)
      .when(write('everybody', 'clerk'))
      .then([written('everybody')]);
  }
});

test('officials write notes to each other, an applicant cannot', () => {
  dossier
    .given(registered)
    .when(write('office', 'clerk'))
    .then([written('office')]);
  dossier
    .given(registered)
    .when(write('office', APPLICANT))
    .then([written('everybody')]);
});

test('a message cannot be empty', () => {
  dossier
    .given(registered)
    .when(write('everybody', 'clerk', '  '))
    .refuses('TEXT_NEEDED');
  dossier.given([]).when(write('everybody', 'clerk')).refuses('NOT_FOUND');
});
