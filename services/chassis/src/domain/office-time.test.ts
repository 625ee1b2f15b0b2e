import { expect, test } from '@jest/globals';
import { dayBefore, officeClock, officeDay, officeMidnight, officeMoment } from './office-time.ts';

test('the office is seven hours ahead of UTC', () => {
  expect(officeClock('2026-07-06T02:15:00.000Z')).toBe('2026-07-06T09:15:00.000');
  expect(officeMoment('2026-07-06T09:15')).toEqual(new Date('2026-07-06T02:15:00Z'));
});

test('its day begins at 17:00 UTC of the day before', () => {
  expect(officeDay('2026-07-05T16:59:59.999Z')).toBe('2026-07-05');
  expect(officeDay(officeMidnight('2026-07-06'))).toBe('2026-07-06');
  expect(officeMidnight('2026-07-06')).toEqual(new Date('2026-07-05T17:00:00Z'));
});

test('the day before the first of March is the last of February', () => {
  expect(dayBefore('2026-03-01')).toBe('2026-02-28');
  expect(dayBefore('2028-03-01')).toBe('2028-02-29');
});
