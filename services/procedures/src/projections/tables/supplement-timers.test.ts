import { expect, test } from '@jest/globals';
import { supplementTimers, supplementTimerTable } from './supplement-timers.ts';
import { dossierStory, promised } from '../test-support/dossier-story.ts';
import { memoryReadModel } from '../test-support/memory-read-model.ts';

const asked = (importId?: string) =>
  dossierStory(importId ? { importId } : {})
    .submitted('2026-07-01T02:00:00.000Z')
    .tell('SupplementRequested', '2026-07-01T04:00:00.000Z', {
      round: 1,
      defects: [],
      reason: 'thiếu',
      replyBy: { at: '2026-07-22T10:00:00.000Z', working: {} as never },
    });
const due = (now: string, story: ReturnType<typeof asked>) => {
  const { db, project } = memoryReadModel([supplementTimers]);
  project(story.events);
  return supplementTimerTable.due(db, { now, limit: 10 }).map(({ aggregateId }) => aggregateId);
};

test("an unanswered request for papers falls due when the applicant's time is over", () => {
  const story = asked();
  expect(due('2026-07-22T09:59:59.000Z', story)).toEqual([]);
  expect(due('2026-07-22T10:00:00.000Z', story)).toEqual([story.id]);
});

test('papers supplied in time, and imported histories, never fall due', () => {
  const answered = asked().tell('SupplementReceived', '2026-07-02T04:00:00.000Z', {
    personId: '' as never,
    components: [],
    satisfies: true,
    returnsTo: 'in-progress',
    previousDue: null,
    due: promised(null),
    stepDue: null,
  });
  expect(due('2027-01-01T00:00:00.000Z', answered)).toEqual([]);
  expect(due('2027-01-01T00:00:00.000Z', asked('i'))).toEqual([]);
});
