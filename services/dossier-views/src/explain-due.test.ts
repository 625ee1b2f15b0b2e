import { expect, test } from '@jest/globals';
import { joinTexts, translator } from '@egov/chassis/web';
import type { DossierState } from '@egov/proto/egov/procedures/v1/dossier';
import { DueRounding, DueWorking, DurationUnit } from '@egov/proto/egov/working_time/v1/working_time';
import { dossierTexts, eventText, explainDue, stateText } from './mod.ts';

const texts = joinTexts(dossierTexts);
const t = translator(texts, 'vi');
const due = new Date('2026-11-26T01:00:00Z');
const working = DueWorking.fromPartial({
  calendarVersion: 'v7',
  timeZone: 'Asia/Ho_Chi_Minh',
  fromAt: new Date('2026-11-20T01:00:00Z'),
  startsAt: new Date('2026-11-20T01:00:00Z'),
  duration: { amount: 3, unit: DurationUnit.DURATION_UNIT_WORKING_DAYS },
  rounding: DueRounding.DUE_ROUNDING_HOUR_EXACT,
  minutesCounted: 1_440,
  skippedHolidays: [{ day: '2026-11-23', name: 'Ngày nghỉ bù' }],
});

test('a due time is explained in one sentence, and in full with the days off skipped', () => {
  const { sentence, lines } = explainDue({ due, working }, t, 'vi');
  expect(sentence).toContain('3 ngày làm việc');
  expect(lines.join('\n')).toContain('23/11/2026 (Ngày nghỉ bù)');
});

test('a due time promised by an official says so, and a missing one says why', () => {
  expect(explainDue({ due, working: undefined }, t, 'vi').sentence).toContain('do cán bộ tiếp nhận ấn định');
  expect(explainDue({ due: undefined, working: undefined }, t, 'vi')).toEqual({
    sentence: t('due.none'),
    lines: [],
  });
});

test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const)(
  'the national state %i has its name in both languages',
  (state: DossierState) => {
    expect(stateText(state, t)).not.toBe('–');
    expect(stateText(state, translator(texts, 'en'))).not.toBe(stateText(state, t));
  },
);

test('an event unknown to the portals keeps its type', () => {
  expect(eventText('DossierRated', t)).toBe('Đánh giá mức độ hài lòng');
  expect(eventText('DossierArchived', t)).toBe('DossierArchived');
});
