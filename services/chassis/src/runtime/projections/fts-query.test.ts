import { DatabaseSync } from 'node:sqlite';
import { expect, test } from '@jest/globals';
import { foldVietnamese } from '../../domain/fold-vietnamese.ts';
import { ftsQuery } from './fts-query.ts';

const found = (texts: readonly string[], typed: string): readonly string[] => {
  const db = new DatabaseSync(':memory:');
  db.exec('CREATE VIRTUAL TABLE search USING fts5(folded, tokenize = "unicode61 remove_diacritics 0")');
  const add = db.prepare('INSERT INTO search (rowid, folded) VALUES (?, ?)');
  texts.forEach((text, at) => add.run(at, foldVietnamese(text)));
  const query = ftsQuery(typed);
  const rows =
    query === undefined
      ? []
      : db.prepare('SELECT rowid AS at FROM search WHERE search MATCH ? ORDER BY rowid').all(query);
  return rows.map((row) => texts[Number(row['at'])] ?? '');
};

const DOSSIERS = ['Đăng ký khai sinh', 'Đăng ký kết hôn', 'Cấp giấy phép xây dựng', 'H17.10-240706-0001'];

test('words without diacritics find words with them', () => {
  expect(found(DOSSIERS, 'dang ky')).toEqual(['Đăng ký khai sinh', 'Đăng ký kết hôn']);
  expect(found(DOSSIERS, 'ĐĂNG KÝ kết')).toEqual(['Đăng ký kết hôn']);
});

test('the last word may be incomplete, the others not', () => {
  expect(found(DOSSIERS, 'giay ph')).toEqual(['Cấp giấy phép xây dựng']);
  expect(found(DOSSIERS, 'gia phep')).toEqual([]);
});

test('a code is found by its beginning', () => {
  expect(found(DOSSIERS, 'H17.10-2407')).toEqual(['H17.10-240706-0001']);
});

test.each([
  '"',
  'a OR b',
  'NEAR(x y)',
  'folded:x',
  '*',
  '^x',
  'x AND (',
  "'; DROP TABLE search; --",
  '-x',
  '\u0000x',
])('the input %j searches for words and never fails', (typed) => {
  expect(() => found(DOSSIERS, typed)).not.toThrow();
});

test('punctuation alone searches for nothing', () => {
  expect(ftsQuery(' - … " ')).toBeUndefined();
});
