import { expect, test } from '@jest/globals';
import { FORMAT, type StoredEvent } from '../storage/records.ts';
import { BadExpression, matcher, type EventFilter } from './event-filter.ts';

const event = (stream: string, type: string): StoredEvent => ({
  position: 1,
  stream,
  revision: 0,
  id: Buffer.alloc(16),
  type,
  format: FORMAT.json,
  created: 0,
  metadata: Buffer.alloc(0),
  data: Buffer.alloc(0),
});
const filter = (part: Partial<EventFilter>): EventFilter => ({
  on: 'type',
  prefixes: [],
  regex: '',
  window: 32,
  checkpointEvery: 32,
  ...part,
});

test('prefixes and expressions look at the type or the name', () => {
  const received = event('dossier-1', 'DossierReceived');
  expect(matcher(undefined)(received)).toBe(true);
  expect(matcher(filter({ prefixes: ['Paper', 'Dossier'] }))(received)).toBe(true);
  expect(matcher(filter({ prefixes: ['dossier'] }))(received)).toBe(false);
  expect(matcher(filter({ on: 'stream', prefixes: ['dossier-'] }))(received)).toBe(true);
  expect(matcher(filter({ regex: '^[^$].*' }))(received)).toBe(true);
  expect(matcher(filter({ regex: '^[^$].*' }))(event('$$dossier-1', '$metadata'))).toBe(false);
});

test('an expression valid only without the u flag still works, nonsense does not', () => {
  expect(matcher(filter({ regex: String.raw`^Dossier\-.*` }))(event('s', 'Dossier-x'))).toBe(true);
  expect(() => matcher(filter({ regex: '(' }))).toThrow(BadExpression);
});
