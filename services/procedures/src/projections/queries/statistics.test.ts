import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { dossierStanding } from '../tables/dossier-standing.ts';
import { dossierList } from '../tables/dossier-list.ts';
import { dossierSteps } from '../tables/dossier-steps.ts';
import { processStatistics } from './process-statistics.ts';
import { satisfaction } from './satisfaction.ts';
import { settlementReport } from './settlement-report.ts';
import { unitFigures } from './unit-figures.ts';
import { ratings } from '../tables/ratings.ts';
import { centre, dossierStory, forgotten, justice } from '../test-support/dossier-story.ts';
import { memoryReadModel } from '../test-support/memory-read-model.ts';

const at = (day: number, hour = 2) => new Date(Date.UTC(2026, 6, day, hour)).toISOString();
const office = (...stories: ReturnType<typeof dossierStory>[]) => {
  const model = memoryReadModel([dossierList, dossierSteps, dossierStanding, ratings]);
  for (const { events } of stories) model.project(events);
  return model;
};
const july = { agencies: null, importId: '', from: Date.parse(at(10)), before: Date.parse(at(20)) };

describe('the report of a period', () => {
  const balance = (report: ReturnType<typeof settlementReport>) => ({
    incoming: report.received + report.carriedOver,
    outcome:
      report.inTime +
      report.overdue +
      report.waiting +
      report.releasedEarly +
      report.releasedOnTime +
      report.releasedLate +
      report.cancelled +
      report.denied,
  });

  test('classes each dossier once as of the end of the period', () => {
    const carried = dossierStory().submitted(at(1)).accepted(at(1), at(15)).released(at(12), 'early');
    const overdue = dossierStory().submitted(at(11)).accepted(at(11), at(18));
    const waiting = dossierStory()
      .submitted(at(11))
      .accepted(at(11), at(12))
      .tell('SupplementRequested', at(11, 5), { round: 1, defects: [], reason: 'thiếu', replyBy: null });
    const refused = dossierStory()
      .submitted(at(13))
      .tell('DossierRefused', at(13, 5), { reason: 'sai thẩm quyền', legalGround: '' });
    const later = dossierStory().submitted(at(14)).accepted(at(14), at(25)).released(at(24), 'early');
    const before = dossierStory().submitted(at(2)).accepted(at(2)).released(at(3), 'early');
    const { db } = office(carried, overdue, waiting, refused, later, before);
    const report = settlementReport(db, { scope: july, personal: false });
    expect(report).toMatchObject({
      received: 4,
      carriedOver: 1,
      releasedEarly: 1,
      overdue: 1,
      waiting: 1,
      denied: 1,
      inTime: 1,
      releasedLate: 0,
      cancelled: 0,
    });
    expect(report.byChannel).toEqual([{ channel: 'counter', count: 4 }]);
  });

  test('lists why late ones were late, and those of which nobody said why', () => {
    const late = dossierStory()
      .submitted(at(11))
      .accepted(at(11), at(12))
      .tell('DossierExtended', at(13), {
        previousDue: at(12),
        due: at(14),
        reason: 'Xác minh thực địa',
        late: true,
      })
      .released(at(15), 'late');
    const unexplained = dossierStory().submitted(at(11)).accepted(at(11), at(12)).released(at(15), 'late');
    const { db, project } = office(late, unexplained);
    const reasons = (personal: boolean) => settlementReport(db, { scope: july, personal }).lateReasons;
    expect(reasons(true)).toEqual([
      { name: null, count: 1 },
      { name: 'Xác minh thực địa', count: 1 },
    ]);
    // An official's words about the applicant: not for everybody, and gone once the applicant is forgotten.
    expect(reasons(false)).toEqual([{ name: null, count: 2 }]);
    project([forgotten(late)]);
    expect(reasons(true)).toEqual([{ name: null, count: 2 }]);
  });

  test('always balances, whatever happened when', () => {
    const life = fc.record({
      came: fc.integer({ min: 1, max: 25 }),
      accepted: fc.boolean(),
      paused: fc.option(fc.integer({ min: 0, max: 5 })),
      end: fc.option(
        fc.record({
          after: fc.integer({ min: 0, max: 10 }),
          how: fc.constantFrom('released' as const, 'stopped' as const, 'refused' as const),
        }),
      ),
    });
    fc.assert(
      fc.property(fc.array(life, { maxLength: 12 }), (lives) => {
        const stories = lives.map(({ came, accepted, paused, end }) => {
          const story = dossierStory().submitted(at(came));
          if (accepted) story.accepted(at(came, 3), at(came + 4));
          if (accepted && paused !== null)
            story.tell('DossierSuspended', at(came + paused, 4), { authority: 'a', reason: 'r' });
          if (end?.how === 'released') story.released(at(came + end.after, 5), 'late');
          if (end?.how === 'stopped')
            story.tell('DossierStopped', at(came + end.after, 5), {
              cause: 'decision',
              reason: 'r',
              legalGround: '',
            });
          if (end?.how === 'refused')
            story.tell('DossierRefused', at(came + end.after, 5), { reason: 'r', legalGround: '' });
          return story;
        });
        const { incoming, outcome } = balance(
          settlementReport(office(...stories).db, { scope: july, personal: false }),
        );
        expect(outcome).toBe(incoming);
      }),
      { numRuns: 60 },
    );
  });
});

test('statistics of an import are its own, with its attributes, deadlines and flags', () => {
  const recorded = (
    story: ReturnType<typeof dossierStory>,
    index: number,
    activity: string,
    resource: string | null,
    occurred: string,
    flags: readonly 'repeated'[] = [],
  ) => story.tell('StepRecorded', occurred, { index, activity, resource, transition: null, occurred, flags });
  const first = recorded(
    recorded(
      dossierStory({ importId: 'i' }).imported(
        at(1),
        { channel: 'Desk', number: '1', 'concept:name': 'case-1' },
        at(5),
        at(6),
      ),
      0,
      'receive',
      'Lan',
      at(1),
    ),
    1,
    'sign',
    'Minh',
    at(6),
  );
  const second = recorded(
    recorded(
      dossierStory({ importId: 'i' }).imported(at(2), { channel: 'Post', number: '2' }, at(5), at(4)),
      0,
      'receive',
      'Lan',
      at(2),
    ),
    1,
    'receive',
    null,
    at(3),
    ['repeated'],
  );
  const { db } = office(first, second, dossierStory().submitted(at(1)));
  const figures = processStatistics(db, { scope: { agencies: null, importId: 'i' }, top: 10 });
  expect(figures).toMatchObject({
    cases: 2,
    events: 4,
    resources: 2,
    variantCount: 2,
    activityCount: 2,
    flaggedSteps: 1,
    handovers: 2,
    closed: { afterDeadline: 1, inTime: 1 },
    caseAttributes: [
      {
        attribute: 'channel',
        values: [
          { name: 'Desk', count: 1 },
          { name: 'Post', count: 1 },
        ],
      },
      {
        attribute: 'number',
        values: [
          { name: '1', count: 1 },
          { name: '2', count: 1 },
        ],
      },
    ],
  });
});

test('an attribute with more than fifty values is a name, not a class', () => {
  const { db } = office(
    ...Array.from({ length: 51 }, (_, number) =>
      dossierStory({ importId: 'i' }).imported(at(1), { number: String(number), channel: 'Desk' }),
    ),
  );
  expect(
    processStatistics(db, { scope: { agencies: null, importId: 'i' }, top: 10 }).caseAttributes.map(
      ({ attribute }) => attribute,
    ),
  ).toEqual(['channel']);
});

test('satisfaction averages dossiers and officials separately', () => {
  const rated = (score: 1 | 2 | 3 | 4 | 5) =>
    dossierStory()
      .submitted(at(11))
      .accepted(at(11), at(12))
      .tell('DossierRated', at(12), {
        personId: '' as never,
        subject: 'dossier',
        targetId: null,
        score,
        comment: null,
      })
      .tell('DossierRated', at(12), {
        personId: '' as never,
        subject: 'official',
        targetId: 'lan',
        score: 5,
        comment: null,
      });
  expect(satisfaction(office(rated(5), rated(2)).db, { scope: { ...july, agencies: [centre] } })).toEqual({
    count: 2,
    average: 3.5,
    satisfied: 0.5,
    officials: [{ officialId: 'lan', count: 2, average: 5 }],
  });
  expect(satisfaction(office().db, { scope: july })).toEqual({
    count: 0,
    average: 0,
    satisfied: 0,
    officials: [],
  });
});

test('the figures of each agency are its own, most received first', () => {
  const rated = (story: ReturnType<typeof dossierStory>, score: 1 | 2 | 3 | 4 | 5) =>
    story.tell('DossierRated', at(19), {
      personId: story.person,
      subject: 'dossier',
      targetId: null,
      score,
      comment: null,
    });
  const { db } = office(
    rated(dossierStory().submitted(at(11)).accepted(at(11), at(15)).released(at(12), 'early'), 5),
    rated(dossierStory().submitted(at(12)).accepted(at(12), at(13)).released(at(14), 'late'), 2),
    dossierStory({ owner: justice }).submitted(at(2)).accepted(at(2), at(15)).released(at(12), 'on-time'),
    dossierStory({ owner: justice }).submitted(at(2)).accepted(at(2)),
  );
  expect(unitFigures(db, { scope: july })).toEqual([
    { agencyId: centre, received: 2, releasedInTime: 1, releasedLate: 1, ratings: 2, satisfied: 0.5 },
    { agencyId: justice, received: 0, releasedInTime: 1, releasedLate: 0, ratings: 0, satisfied: 0 },
  ]);
  expect(unitFigures(db, { scope: { ...july, agencies: [justice] } })).toHaveLength(1);
});
