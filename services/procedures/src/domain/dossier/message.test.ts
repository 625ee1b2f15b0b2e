import { specFor } from '@egov/chassis/testing';
import { test } from '@jest/globals';
import { dossierDecider } from './decide.ts';
import { local } from '../deadline/calendar.fixture.ts';
import { APPLICANT, at, fact, happened } from './dossier.fixture.ts';
import { closed, registered } from './life.fixture.ts';

const dossier = specFor(dossierDecider);
const write = (audience: 'everybody' | 'office', writer: string, text = 'Bao giờ có kết quả?') =>
  ({
    type: 'WriteMessage',
    data: { audience, text, limits: { perDossier: 4, perHour: 2 } },
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

const said = (wall: string, writer: string) =>
  happened(
    local(wall),
    'MessageWritten',
    { personId: APPLICANT, audience: 'everybody', text: 'Bao giờ có kết quả?' },
    { id: writer },
  );

test('an applicant may write only so often within an hour; the office may still answer', () => {
  const life = [...registered, said('2026-07-10 15:01', APPLICANT), said('2026-07-10 15:02', APPLICANT)];
  dossier.given(life).when(write('everybody', APPLICANT)).refuses('MESSAGES_TOO_OFTEN');
  dossier
    .given(life)
    .when(write('everybody', 'clerk'))
    .then([written('everybody')]);
});

test('the limit of an hour is over after the hour', () => {
  const life = [...registered, said('2026-07-10 14:59', APPLICANT), said('2026-07-10 15:01', APPLICANT)];
  dossier
    .given(life)
    .when(write('everybody', APPLICANT))
    .then([written('everybody')]);
});

test('each side may write only so many messages, and does not use up those of the other', () => {
  const life = [
    ...registered,
    ...[10, 11, 12, 13].map((hour) => said(`2026-07-09 ${hour}:00`, APPLICANT)),
    said('2026-07-09 14:00', 'clerk'),
  ];
  dossier.given(life).when(write('everybody', APPLICANT)).refuses('THREAD_FULL');
  dossier
    .given(life)
    .when(write('everybody', 'clerk'))
    .then([written('everybody')]);
});
