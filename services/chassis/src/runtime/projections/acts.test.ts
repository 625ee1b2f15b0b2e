import { DatabaseSync } from 'node:sqlite';
import { expect, test } from '@jest/globals';
import { eventCatalogue } from '../../domain/event-catalogue.ts';
import type { Event } from '../../domain/decider.ts';
import type { StoredEvent } from '../event-log/stored-event.ts';
import { actsOf, listActs, type ListActs } from './acts.ts';
import type { ProjectionDb } from './projection.ts';
import { statementCache } from './statement-cache.ts';

type Renamed = Event<'Renamed', { name: string }>;
type Applied = Event<'Applied', { personId: string; name: string }>;
const acts = actsOf([
  eventCatalogue<Renamed | Applied>({
    Renamed: { schema: 1 },
    Applied: { schema: 1, sealed: { name: 'personId' } },
  }),
]);
const day = (date: number) => `2026-07-${String(date).padStart(2, '0')}T02:00:00.000Z`;
const renamed = (position: number, changes: object = {}) =>
  ({
    type: 'Renamed',
    data: { name: 'Lan' },
    at: day(position),
    occurred: day(position),
    actor: { id: 'lan', agencyId: 'centre' },
    requestId: `r${position}`,
    stream: 'directory_agency-a-1',
    aggregateId: 'a-1',
    eventId: `e${position}`,
    revision: position,
    position: BigInt(position),
    schema: 1,
    correlation: 'c',
    chain: '',
    ...changes,
  }) as unknown as StoredEvent;

const office = (...events: StoredEvent[]) => {
  const sqlite = new DatabaseSync(':memory:');
  sqlite.exec(acts.schema);
  const db = statementCache(sqlite);
  const on = acts.on as Readonly<Record<string, (db: ProjectionDb, event: StoredEvent) => void>>;
  for (const event of events) on[event.type]?.(db, event);
  const list = (asked: Partial<ListActs> = {}) =>
    listActs(db, {
      agencies: null,
      personal: false,
      actorId: undefined,
      eventType: undefined,
      from: undefined,
      before: undefined,
      pageSize: 50,
      pageToken: undefined,
      ...asked,
    });
  return {
    list,
    positions: (asked: Partial<ListActs> = {}) => list(asked).items.map(({ position }) => position),
  };
};

test('acts are listed newest first, with record and request, without content', () => {
  const { list } = office(renamed(1));
  expect(list().items).toEqual([
    {
      position: 1,
      eventType: 'Renamed',
      category: 'directory_agency',
      recordId: 'a-1',
      recordedAt: Date.parse(day(1)),
      occurredAt: Date.parse(day(1)),
      actorId: 'lan',
      actorAgencyId: 'centre',
      requestId: 'r1',
    },
  ]);
  expect(JSON.stringify(list())).not.toContain('"Lan"');
});

test('acts are narrowed by official, agency and day', () => {
  const { positions } = office(
    renamed(1),
    renamed(2, { actor: { id: 'minh', agencyId: 'justice' } }),
    renamed(3, { actor: { id: 'citizen', agencyId: null } }),
  );
  expect(positions()).toEqual([3, 2, 1]);
  expect(positions({ actorId: 'minh' })).toEqual([2]);
  expect(positions({ agencies: ['centre'] })).toEqual([1]);
  expect(positions({ agencies: [] })).toEqual([]);
  expect(positions({ from: Date.parse(day(2)) })).toEqual([3, 2]);
  expect(positions({ before: Date.parse(day(2)) })).toEqual([1]);
  expect(positions({ from: Date.parse(day(4)) })).toEqual([]);
  expect(positions({ before: Date.parse(day(4)), eventType: 'Renamed' })).toEqual([3, 2, 1]);
});

test('the person that a record is about is named only to those who may know them', () => {
  const told = (position: number, type: string, data: object, id = 'citizen') =>
    renamed(position, { type, data, actor: { id }, aggregateId: 'a-1' });
  const { list, positions } = office(
    told(1, 'Applied', { personId: 'citizen' }),
    told(2, 'Renamed', {}),
    told(3, 'Applied', { personId: 'citizen' }, 'province'),
  );
  const actors = (personal: boolean) => list({ personal }).items.map(({ actorId }) => actorId);
  expect(actors(true)).toEqual(['province', 'citizen', 'citizen']);
  expect(actors(false)).toEqual(['province', null, null]);
  expect(positions({ actorId: 'citizen' })).toEqual([]);
  expect(positions({ actorId: 'citizen', personal: true })).toEqual([2, 1]);
});

test('acts are listed in pages, without imported histories', () => {
  const { list } = office(renamed(1), renamed(2, { importId: 'BPIC' }), renamed(3));
  const first = list({ pageSize: 1 });
  expect(first.items.map(({ position }) => position)).toEqual([3]);
  const second = list({ pageSize: 1, pageToken: first.nextPageToken });
  expect([second.items.map(({ position }) => position), second.nextPageToken]).toEqual([[1], undefined]);
});
