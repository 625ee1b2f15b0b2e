import { expect, test } from '@jest/globals';
import { dossierList } from '../tables/dossier-list.ts';
import { dossierStanding } from '../tables/dossier-standing.ts';
import type { DossierFilter } from './dossier-rows.ts';
import { countPastDossiers, listPastDossiers, type ListPastDossiers } from './past-dossiers.ts';
import { centre, dossierStory, justice, lan } from '../test-support/dossier-story.ts';
import { memoryReadModel } from '../test-support/memory-read-model.ts';

const day = (date: number, hour = 2) =>
  `2026-07-${String(date).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00.000Z`;
const office = (...stories: ReturnType<typeof dossierStory>[]) => {
  const model = memoryReadModel([dossierList, dossierStanding]);
  for (const { events } of stories) model.project(events);
  const page = (on: string, filter: Partial<DossierFilter> = {}, args: Partial<ListPastDossiers> = {}) =>
    listPastDossiers(model.db, {
      agencies: null,
      personal: true,
      order: 'received',
      pageSize: 20,
      asOf: Date.parse(on),
      ...args,
      filter: { importId: '', ...filter },
    });
  const list = (...asked: Parameters<typeof page>) => page(...asked).items;
  return { ...model, list, page };
};
const handedOver = {
  step: null,
  given: null,
  note: '',
  from: { agencyId: centre, officialId: null },
  to: { agencyId: centre, officialId: lan },
};

test('a past desk shows state, holder and due time as of then, not now', () => {
  const story = dossierStory()
    .submitted(day(1))
    .accepted(day(2), day(10))
    .tell('DossierHandedOver', day(3), handedOver)
    .tell('SupplementRequested', day(4), { round: 1, defects: [], reason: 'thiếu', replyBy: null })
    .released(day(8), 'early');
  const { list } = office(story);
  const then = (on: string) =>
    list(on).map(({ state, code, holderOfficialId, dueAt, pausedAt, releasedAt }) => ({
      state,
      coded: code !== null,
      holderOfficialId,
      dueAt,
      pausedAt,
      releasedAt,
    }));
  expect(list(day(1, 1))).toEqual([]);
  expect(then(day(1, 3))).toEqual([
    {
      state: 'registered',
      coded: false,
      holderOfficialId: null,
      dueAt: null,
      pausedAt: null,
      releasedAt: null,
    },
  ]);
  expect(then(day(3, 3))).toEqual([
    {
      state: 'in-progress',
      coded: true,
      holderOfficialId: lan,
      dueAt: Date.parse(day(10)),
      pausedAt: null,
      releasedAt: null,
    },
  ]);
  expect(then(day(5))).toEqual([
    {
      state: 'supplement-requested',
      coded: true,
      holderOfficialId: lan,
      dueAt: Date.parse(day(10)),
      pausedAt: Date.parse(day(4)),
      releasedAt: null,
    },
  ]);
  expect(then(day(9))).toMatchObject([{ state: 'resolved', releasedAt: Date.parse(day(8)) }]);
});

test('a past desk is filtered by the state as of then', () => {
  const moved = dossierStory({ name: 'Đặng Thị Ánh' })
    .submitted(day(1))
    .accepted(day(1), day(5))
    .tell('DossierHandedOver', day(2), handedOver)
    .released(day(6), 'late');
  const { list, db } = office(moved, dossierStory({ owner: justice }).submitted(day(2)));
  expect(list(day(3), { officialId: lan }).map(({ dossierId }) => dossierId)).toEqual([moved.id]);
  expect(list(day(1, 3), { officialId: lan })).toEqual([]);
  expect(list(day(5, 3), { dueBeforeAt: Date.parse(day(5, 3)) })).toHaveLength(1);
  expect(list(day(7), { dueBeforeAt: Date.parse(day(7)) })).toEqual([]);
  expect(list(day(3), { text: 'dang thi anh' })).toHaveLength(1);
  expect(list(day(3), {}, { agencies: [justice] })).toHaveLength(1);
  expect(countPastDossiers(db, { agencies: [centre], importId: '', asOf: Date.parse(day(3)) })).toEqual([
    { state: 'in-progress', count: 1 },
  ]);
});

test('a past desk goes page by page in both orders', () => {
  const stories = [1, 2, 3, 4].map((date) =>
    dossierStory()
      .submitted(day(date))
      .accepted(day(date, 3), day(20 - date)),
  );
  const { list, page } = office(...stories);
  const newestFirst = stories.map(({ id }) => id).toReversed();
  for (const order of ['received', 'due'] as const) {
    const first = page(day(6), {}, { order, pageSize: 1 });
    const rest = list(day(6), {}, { order, pageToken: first.nextPageToken });
    expect([...first.items, ...rest].map(({ dossierId }) => dossierId)).toEqual(newestFirst);
    expect(first.items).toHaveLength(1);
  }
});

test('a repeated event changes nothing', () => {
  const story = dossierStory().submitted(day(1)).accepted(day(2), day(10)).released(day(8), 'early');
  const { project, dump } = office(story);
  const before = dump();
  project(story.events);
  expect(dump()).toEqual(before);
});
