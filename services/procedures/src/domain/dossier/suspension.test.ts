import { specFor } from '@egov/chassis/testing';
import { test } from '@jest/globals';
import { noDue } from '../deadline/due.ts';
import { dossierDecider } from './decide.ts';
import { at, dueOf, fact } from './dossier.fixture.ts';
import { assessed, awaitingAuthority, awaitingPapers, atCounter, closed, whenOver } from './life.fixture.ts';

const dossier = specFor(dossierDecider);
const resumed = whenOver('third-party', '2026-07-14 14:30');
const asked = { authority: 'Sở Tư pháp', reason: 'Xác minh lý lịch tư pháp' };
const suspend = { type: 'SuspendDossier', data: asked } as const;
const resume = (due = resumed.due) =>
  ({
    type: 'ResumeDossier',
    data: { outcome: 'Không có án tích', ...resumed, due },
    meta: at('2026-07-14 14:30'),
  }) as const;

test('the clock is paused while another authority is asked', () => {
  dossier
    .given(assessed)
    .when(suspend)
    .then([fact('DossierSuspended', asked)]);
});

test('one authority is asked at a time', () => {
  dossier.given(awaitingAuthority).when(suspend).refuses('DOSSIER_SUSPENDED');
});

test('another authority is asked only while the dossier is in progress', () => {
  for (const life of [atCounter, awaitingPapers, closed])
    dossier.given(life).when(suspend).refuses('DOSSIER_NOT_IN_PROGRESS');
});

test('the authority answers, and the remaining time continues', () => {
  dossier
    .given(awaitingAuthority)
    .when(resume())
    .then([
      fact('DossierResumed', {
        authority: 'Sở Tư pháp',
        outcome: 'Không có án tích',
        previousDue: dueOf().promised,
        ...resumed,
      }),
    ]);
});

test('what was promised before is promised again', () => {
  dossier.given(awaitingAuthority).when(resume(noDue)).refuses('DUE_TIME_NEEDED');
});

test('a dossier without a request to an authority is not resumed', () => {
  for (const life of [assessed, awaitingPapers, closed])
    dossier.given(life).when(resume()).refuses('DOSSIER_NOT_SUSPENDED');
});
