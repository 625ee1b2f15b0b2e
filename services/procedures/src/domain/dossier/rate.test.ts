import { specFor } from '@egov/chassis/testing';
import { test } from '@jest/globals';
import type { RateDossier } from './commands.ts';
import { dossierDecider } from './decide.ts';
import { APPLICANT, CLERK, SPECIALIST, at, fact } from './dossier.fixture.ts';
import {
  assessed,
  atCounter,
  atDesk,
  closed,
  registered,
  submitted,
  supplementRequested,
  withdrawn,
} from './life.fixture.ts';

const dossier = specFor(dossierDecider);
const rate = (changes: Partial<RateDossier['data']> = {}, rater = 'applicant') =>
  ({
    type: 'RateDossier',
    data: { subject: 'dossier', targetId: null, score: 5, comment: 'Nhanh, tận tình', ...changes },
    meta: at('2026-07-10 16:00', { actor: { id: rater } }),
  }) as const;

const rated = (subject: 'dossier' | 'step' | 'official', targetId: string | null = null) =>
  fact('DossierRated', { personId: APPLICANT, subject, targetId, score: 5, comment: 'Nhanh, tận tình' });
const ratedBy = (rater: string) => ({ ...withdrawn(), ...rated('dossier'), actor: { id: rater } });

test('the applicant rates the dossier, one of its steps, and each official who acted on it', () => {
  dossier
    .given(closed)
    .when(rate())
    .then([rated('dossier')]);
  dossier
    .given(closed)
    .when(rate({ subject: 'step', targetId: 'tham-tra' }))
    .then([rated('step', 'tham-tra')]);
  for (const official of [CLERK, SPECIALIST])
    dossier
      .given(closed)
      .when(rate({ subject: 'official', targetId: official }))
      .then([rated('official', official)]);
});

test('rating is possible from the first form that the office issues, whatever the outcome', () => {
  for (const life of [atCounter, assessed, [submitted(), supplementRequested()], [...assessed, withdrawn()]])
    dossier
      .given(life)
      .when(rate())
      .then([rated('dossier')]);
});

test('before the office has acted there is nothing to rate', () => {
  dossier.given(registered).when(rate()).refuses('NOTHING_TO_RATE');
});

test('a current step may be rated, one that has not begun may not', () => {
  dossier
    .given(atDesk)
    .when(rate({ subject: 'step', targetId: 'tham-tra' }))
    .then([rated('step', 'tham-tra')]);
  dossier
    .given(closed)
    .when(rate({ subject: 'step', targetId: 'ky' }))
    .refuses('NOTHING_TO_RATE', { stepId: 'ky' });
});

test('an official who did not act on the dossier is not rated for it', () => {
  dossier
    .given(closed)
    .when(rate({ subject: 'official', targetId: 'somebody' }))
    .refuses('OFFICIAL_UNKNOWN', { officialId: 'somebody' });
});

test('a score is one of five', () => {
  for (const score of [0, 6, 4.5, Number.NaN])
    dossier.given(closed).when(rate({ score })).refuses('SCORE_OUT_OF_RANGE', { field: 'score' });
});

test('each person rates each part once', () => {
  dossier
    .given([...closed, ratedBy('applicant')])
    .when(rate())
    .refuses('RATED_ALREADY', { subject: 'dossier' });
  dossier
    .given([...closed, ratedBy('applicant')])
    .when(rate({}, 'co-owner'))
    .then([rated('dossier')]);
  dossier
    .given([...closed, ratedBy('applicant')])
    .when(rate({ subject: 'official', targetId: CLERK }))
    .then([rated('official', CLERK)]);
});
