import { expect, test } from '@jest/globals';
import { joinTexts, translator } from './texts.ts';

const texts = joinTexts({ wait: { vi: 'chờ {days} ngày', en: 'waiting {days} {days:day|days}' } });

test('a text is filled with its facts, with the singular for one', () => {
  const english = translator(texts, 'en');
  expect([english('wait', { days: 1 }), english('wait', { days: 3 })]).toEqual([
    'waiting 1 day',
    'waiting 3 days',
  ]);
  expect(translator(texts, 'vi')('wait', { days: 3 })).toBe('chờ 3 ngày');
});

test('a text defined twice, or in one language only, stops the portal', () => {
  expect(() => joinTexts(texts, texts)).toThrow("'wait' is given twice");
  expect(() => joinTexts({ half: { vi: 'nửa', en: '' } })).toThrow("'half' has no 'en'");
});
