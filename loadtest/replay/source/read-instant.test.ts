import { expect, test } from '@jest/globals';
import { readInstant } from './read-instant.ts';

test.each([
  ['2011-10-11 13:42:22.688000+02:00', '2011-10-11T11:42:22.688Z'],
  ['2014-04-10T00:00:00+02:00', '2014-04-09T22:00:00.000Z'],
  ['2026-07-06T02:15:00Z', '2026-07-06T02:15:00.000Z'],
  ['2026-07-06 09:15:00+07', '2026-07-06T02:15:00.000Z'],
  ['2026-07-06 02:15:00 UTC', '2026-07-06T02:15:00.000Z'],
  ['2026-07-06 09:15', '2026-07-06T09:15:00.000Z'],
  ['2026/07/06', '2026-07-06T00:00:00.000Z'],
  ['06.07.2026 09:15:30,5', '2026-07-06T09:15:30.500Z'],
])('the instant %s is read', (text, instant) => expect(readInstant(text)?.toISOString()).toBe(instant));

test.each(['', 'yesterday', '2026-02-30', '2026-13-01', '2026-07-06T25:00:00Z', '01/02/2012 13:45'])(
  'the instant %j cannot be read',
  (text) => expect(readInstant(text)).toBeUndefined(),
);
