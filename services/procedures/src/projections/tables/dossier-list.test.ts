import { expect, test } from '@jest/globals';
import type { Cell } from '@egov/chassis/projections';
import { dossierList } from './dossier-list.ts';
import { countDossiers, countDue } from '../queries/count-dossiers.ts';
import { findDossier } from '../queries/find-dossier.ts';
import type { DossierFilter, ListDossiers } from '../queries/dossier-rows.ts';
import { listDossiers } from '../queries/list-dossiers.ts';
import { centre, dossierStory, forgotten, justice, lan, promised } from '../test-support/dossier-story.ts';
import { memoryReadModel } from '../test-support/memory-read-model.ts';

type Told = Readonly<{ events: ReturnType<typeof dossierStory>['events'] }>;
const desk = (...stories: Told[]) => {
  const model = memoryReadModel([dossierList]);
  for (const { events } of stories) model.project(events);
  const page = (filter: Partial<DossierFilter> = {}, args: Partial<ListDossiers> = {}) =>
    listDossiers(model.db, {
      agencies: null,
      personal: true,
      order: 'received',
      pageSize: 20,
      ...args,
      filter: { importId: '', ...filter },
    });
  const list = (...asked: Parameters<typeof page>) => page(...asked).items.map(({ dossierId }) => dossierId);
  return { ...model, list, page };
};

test('a desk lists the newest received first, page by page', () => {
  const stories = Array.from({ length: 5 }, (_, day) =>
    dossierStory().submitted(`2026-07-0${day + 1}T02:00:00.000Z`),
  );
  const { list, page } = desk(...stories);
  const newest = stories.map(({ id }) => id).toReversed();
  expect(list()).toEqual(newest);
  const first = page({}, { pageSize: 2 });
  expect(first.items.map(({ dossierId }) => dossierId)).toEqual(newest.slice(0, 2));
  expect(list({}, { pageSize: 2, pageToken: first.nextPageToken })).toEqual(newest.slice(2, 4));
});

test('an agency sees what it owns and what it holds, once each', () => {
  const owned = dossierStory().submitted('2026-07-01T02:00:00.000Z');
  const held = dossierStory({ owner: justice })
    .submitted('2026-07-02T02:00:00.000Z')
    .accepted('2026-07-02T03:00:00.000Z')
    .tell('DossierHandedOver', '2026-07-02T04:00:00.000Z', {
      step: null,
      given: null,
      note: '',
      from: { agencyId: justice, officialId: null },
      to: { agencyId: centre, officialId: lan },
    });
  const foreign = dossierStory({ owner: justice }).submitted('2026-07-03T02:00:00.000Z');
  const { list } = desk(owned, held, foreign);
  expect(list({}, { agencies: [centre] })).toEqual([held.id, owned.id]);
  expect(list({}, { agencies: [centre, justice] })).toEqual([foreign.id, held.id, owned.id]);
  expect(list({ officialId: lan }, { agencies: [centre] })).toEqual([held.id]);
});

test("a search without diacritics finds person, procedure, summary, code in the caller's agencies", () => {
  const an = dossierStory({ name: 'Đặng Thị Ánh' })
    .submitted('2026-07-01T02:00:00.000Z')
    .accepted('2026-07-01T02:05:00.000Z');
  const binh = dossierStory({ name: 'Lê Bình', owner: justice, summary: 'Đổi tên con' }).submitted(
    '2026-07-02T02:00:00.000Z',
  );
  const { list, db } = desk(an, binh);
  expect(list({ text: 'dang thi anh' })).toEqual([an.id]);
  expect(list({ text: 'khai sinh' })).toEqual([binh.id, an.id]);
  expect(list({ text: 'doi ten' })).toEqual([binh.id]);
  expect(list({ text: 'khai sinh' }, { agencies: [centre] })).toEqual([an.id]);
  const code =
    db.get<{ code: string }>('SELECT code FROM dossier_v1 WHERE dossier_id = ?', an.id)?.code ?? '';
  expect(list({ text: code })).toEqual([an.id]);
  expect(list({ text: code.slice(-11) })).toEqual([an.id]);
  expect(findDossier(db, { code })).toEqual({ dossierId: an.id });
});

test('the earliest due comes first, undated last, and finished dossiers not at all', () => {
  const late = dossierStory()
    .submitted('2026-07-01T02:00:00.000Z')
    .accepted('2026-07-01T02:00:00.000Z', '2026-07-20T10:00:00.000Z');
  const soon = dossierStory()
    .submitted('2026-07-02T02:00:00.000Z')
    .accepted('2026-07-02T02:00:00.000Z', '2026-07-10T10:00:00.000Z');
  const done = dossierStory()
    .submitted('2026-07-02T02:00:00.000Z')
    .accepted('2026-07-02T02:00:00.000Z', '2026-07-05T10:00:00.000Z')
    .released('2026-07-04T02:00:00.000Z', 'early');
  const { list, page, project } = desk(late, soon, done);
  const undated = dossierStory().submitted('2026-07-02T02:00:00.000Z').accepted('2026-07-02T02:00:00.000Z');
  project(undated.events);
  expect(list({}, { order: 'due' })).toEqual([soon.id, late.id, undated.id]);
  expect(list({ states: [2] }, { order: 'due', agencies: [centre] })).toEqual([soon.id, late.id, undated.id]);
  expect(list({ states: [9] }, { order: 'due' })).toEqual([]);
  const { nextPageToken } = page({}, { order: 'due', pageSize: 2 });
  expect(list({}, { order: 'due', pageToken: nextPageToken })).toEqual([undated.id]);
  expect(list({ dueBeforeAt: Date.parse('2026-07-11T00:00:00.000Z') })).toEqual([soon.id]);
});

test('counts follow every move from state to state', () => {
  const story = dossierStory()
    .submitted('2026-07-01T02:00:00.000Z')
    .accepted('2026-07-01T03:00:00.000Z')
    .tell('DossierHandedOver', '2026-07-01T04:00:00.000Z', {
      step: null,
      given: null,
      note: '',
      from: { agencyId: centre, officialId: null },
      to: { agencyId: centre, officialId: lan },
    })
    .released('2026-07-02T02:00:00.000Z');
  const { db } = desk(
    story,
    dossierStory().submitted('2026-07-01T02:00:00.000Z'),
    dossierStory({ owner: justice }).submitted('2026-07-01T02:00:00.000Z'),
  );
  expect(countDossiers(db, { agencies: null, importId: '' })).toEqual([
    { state: 'registered', count: 2 },
    { state: 'resolved', count: 1 },
  ]);
  expect(countDossiers(db, { agencies: [justice], importId: '' })).toEqual([
    { state: 'registered', count: 1 },
  ]);
});

test('a repeated event gives the same rows', () => {
  const story = dossierStory()
    .submitted('2026-07-01T02:00:00.000Z')
    .accepted('2026-07-01T03:00:00.000Z')
    .tell('SupplementRequested', '2026-07-01T04:00:00.000Z', {
      round: 1,
      defects: [],
      reason: 'thiếu',
      replyBy: null,
    })
    .tell('SupplementReceived', '2026-07-02T04:00:00.000Z', {
      personId: '' as never,
      components: [],
      satisfies: true,
      returnsTo: 'in-progress',
      previousDue: null,
      due: promised('2026-07-09T02:00:00.000Z'),
      stepDue: null,
    });
  const once = desk(story);
  const twice = desk(story, { events: story.events.flatMap((event) => [event, event]) });
  expect(twice.dump()).toEqual(once.dump());
});

test('an imported history stays out of the desk of live dossiers', () => {
  const { list } = desk(dossierStory({ importId: 'i' }).imported('2011-10-11T11:42:22.688Z'));
  expect(list()).toEqual([]);
  expect(list({ importId: 'i' })).toHaveLength(1);
});

test('a forgotten person cannot be found, and the dossier stays', () => {
  const story = dossierStory({ name: 'Phùng Thị Yến', summary: 'Xin xác nhận' }).submitted(
    '2026-07-01T02:00:00.000Z',
  );
  story.tell('DossierExtended', '2026-07-02T02:00:00.000Z', {
    previousDue: '2026-07-02T02:00:00.000Z',
    due: '2026-07-03T02:00:00.000Z',
    reason: 'Bà Yến đi vắng',
    late: true,
  });
  const { project, list, dump } = desk(story);
  project([forgotten(story)]);
  expect(list({ text: 'phung' })).toEqual([]);
  expect(list()).toEqual([story.id]);
  expect(
    JSON.stringify(dump(), (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
  ).not.toMatch(/phung|yen|Phùng|Yến|xac nhan/);
});

test('late and nearly late dossiers are counted for an agency that owns or holds them, once each', () => {
  const day = (date: number) => `2026-07-${String(date).padStart(2, '0')}T02:00:00.000Z`;
  const late = dossierStory().submitted(day(1)).accepted(day(1), day(9));
  const nearly = dossierStory({ owner: justice })
    .submitted(day(1))
    .accepted(day(1), day(11))
    .tell('DossierHandedOver', day(2), {
      step: null,
      given: null,
      note: '',
      from: { agencyId: justice, officialId: null },
      to: { agencyId: centre, officialId: lan },
    });
  const later = dossierStory().submitted(day(1)).accepted(day(1), day(20));
  const done = dossierStory().submitted(day(1)).accepted(day(1), day(5)).released(day(4), 'early');
  const { db } = desk(late, nearly, later, done);
  const count = (agencies: string[] | null) =>
    countDue(db, {
      agencies,
      importId: '',
      now: Date.parse(day(10)),
      nearlyLateBefore: Date.parse(day(12)),
      officialId: lan,
    });
  expect(count(null)).toEqual({ late: 1, nearlyLate: 1, ofOfficial: 1, toSign: 0 });
  expect(count([centre, justice])).toEqual({ late: 1, nearlyLate: 1, ofOfficial: 1, toSign: 0 });
  expect(count([justice])).toEqual({ late: 0, nearlyLate: 1, ofOfficial: 1, toSign: 0 });
  expect(
    countDue(db, { agencies: [centre], importId: '', now: 0, nearlyLateBefore: 0, officialId: undefined }),
  ).toEqual({ late: 0, nearlyLate: 0, ofOfficial: 0, toSign: 0 });
});

test('a dossier waits from the day its clock was paused until it runs again', () => {
  const waiting = dossierStory()
    .submitted('2026-07-01T02:00:00.000Z')
    .accepted('2026-07-01T02:00:00.000Z')
    .tell('SupplementRequested', '2026-07-03T02:00:00.000Z', {
      round: 1,
      defects: [],
      reason: 'thiếu',
      replyBy: null,
    });
  const { db, project } = desk(waiting);
  const since = () =>
    db.get<{ waiting_since: number | null }>('SELECT waiting_since FROM dossier_v1')?.waiting_since;
  expect(since()).toBe(Date.parse('2026-07-03T02:00:00.000Z'));
  const before = waiting.events.length;
  waiting.tell('DossierWithdrawn', '2026-07-04T02:00:00.000Z', {
    reason: 'không cần nữa',
    byApplicant: true,
  } as never);
  project(waiting.events.slice(before));
  expect(since()).toBeNull();
});

/** How SQLite answers each query of a list. */
function plansOf(asked: Pick<ListDossiers, 'agencies' | 'order'> & { filter: Partial<DossierFilter> }) {
  const { db } = desk();
  const plans: string[] = [];
  const explaining = {
    ...db,
    all: <Row>(sql: string, ...values: readonly Cell[]) => {
      const steps = db.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...values);
      plans.push(steps.map(({ detail }) => detail).join('; '));
      return [] as Row[];
    },
  };
  listDossiers(explaining, {
    personal: true,
    pageSize: 20,
    ...asked,
    filter: { importId: '', ...asked.filter },
  });
  return plans;
}

test.each([
  ['the province', { agencies: null, filter: {} }, 'dossier_v1_due'],
  ['an agency', { agencies: [centre], filter: {} }, 'dossier_v1_due_owner'],
  ['an official', { agencies: null, filter: { officialId: lan, states: [2, 4] } }, 'dossier_v1_due_official'],
  ['who waits for papers', { agencies: null, filter: { states: [5] } }, 'dossier_v1_due'],
  ['what waits for the decision', { agencies: null, filter: { toSign: true } }, 'dossier_v1_to_sign'],
])(
  'the order of due times for %s walks along an index, without sorting',
  (_who, { agencies, filter }, index) => {
    const plans = plansOf({ agencies, order: 'due', filter });
    expect(plans.length).toBeGreaterThan(0);
    expect(
      plans.filter(
        (plan) => plan.includes('TEMP B-TREE') || !/USING INDEX dossier_v1_(due|to_sign)/u.test(plan),
      ),
    ).toEqual([]);
    expect(plans.some((plan) => plan.includes(`USING INDEX ${index} `))).toBe(true);
  },
);

test.each<[string, ListDossiers['order'], Partial<DossierFilter>]>([
  ['the newest', 'received', {}],
  ['those due first', 'due', {}],
  ['those in a state', 'received', { states: [2] }],
  ['those of an official', 'due', { officialId: lan }],
  ['those of a procedure', 'received', { procedureId: 'p' }],
  ['those due soon', 'received', { dueFromAt: 1 }],
  ['what waits for the decision', 'due', { toSign: true }],
  ['words', 'received', { text: 'khai sinh' }],
])("of an applicant's own dossiers, %s are looked for among these only", (_what, order, filter) => {
  const plans = plansOf({ agencies: null, order, filter: { ...filter, personId: lan } });
  expect(plans).toHaveLength(1);
  expect(plans[0]).toContain('USING INDEX dossier_v1_person (person_id=?)');
});

test('a dossier waits for the decision once its last step is done, until it is given another', () => {
  const step = (stepId: string) => ({
    step: { stepId, name: stepId },
    due: null,
    result: null,
    outcome: '',
    holder: { agencyId: centre, officialId: lan },
  });
  const give = (stepId: string | null) => ({
    step: stepId === null ? null : { stepId, name: stepId, due: null },
    given: null,
    note: '',
    from: { agencyId: centre, officialId: null },
    to: { agencyId: centre, officialId: lan },
  });
  const story = dossierStory({ steps: ['examine', 'sign'] })
    .submitted('2026-07-01T02:00:00.000Z')
    .accepted('2026-07-01T02:00:00.000Z');
  const { db, project, list } = desk(story);
  const waiting = () => [
    list({ toSign: true }, { order: 'due' }).length,
    list({ toSign: true }, { order: 'due', agencies: [justice] }).length,
    countDue(db, { agencies: null, importId: '', now: 0, nearlyLateBefore: 0, officialId: undefined }).toSign,
  ];
  const tell = (...told: Parameters<typeof story.tell>) => {
    story.tell(...told);
    project(story.events.slice(-1));
    return waiting();
  };
  expect(tell('DossierHandedOver', '2026-07-02T02:00:00.000Z', give('examine') as never)).toEqual([0, 0, 0]);
  expect(tell('StepCompleted', '2026-07-03T02:00:00.000Z', step('examine') as never)).toEqual([0, 0, 0]);
  expect(tell('DossierHandedOver', '2026-07-03T03:00:00.000Z', give('sign') as never)).toEqual([0, 0, 0]);
  expect(tell('StepCompleted', '2026-07-04T02:00:00.000Z', step('sign') as never)).toEqual([1, 0, 1]);
  expect(tell('DossierHandedOver', '2026-07-04T03:00:00.000Z', give(null) as never)).toEqual([1, 0, 1]);
  expect(
    tell('ResultReleased', '2026-07-05T02:00:00.000Z', {
      outcome: 'granted',
      resultCode: null,
      document: null,
      due: null,
      timeliness: null,
      holder: { agencyId: centre, officialId: lan },
    } as never),
  ).toEqual([0, 0, 0]);
});
