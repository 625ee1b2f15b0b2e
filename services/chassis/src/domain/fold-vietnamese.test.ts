import { expect, test } from '@jest/globals';
import { foldVietnamese } from './fold-vietnamese.ts';

test('a word typed without diacritics is the same word', () => {
  expect(foldVietnamese('Đăng ký')).toBe('dang ky');
  expect(foldVietnamese('ĐẶNG THỊ HƯỜNG')).toBe('dang thi huong');
  expect(foldVietnamese('Cấp giấy phép xây dựng')).toBe('cap giay phep xay dung');
});

test('text in decomposed form folds like any other', () => {
  const composed = 'Nguyễn Thị Thuỷ';
  expect(foldVietnamese(composed.normalize('NFD'))).toBe(foldVietnamese(composed.normalize('NFC')));
});

test('text without diacritics is only lower-cased', () => {
  expect(foldVietnamese('H17.10-240706-0001 / UBND')).toBe('h17.10-240706-0001 / ubnd');
  expect(foldVietnamese('')).toBe('');
});
