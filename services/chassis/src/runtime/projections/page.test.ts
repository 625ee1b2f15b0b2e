import { expect, test } from '@jest/globals';
import { pageOf } from './page.ts';
import { pageToken } from './page-token.ts';

const query = { text: 'lan' };
const page = (rows: readonly number[]) =>
  pageOf(rows, { query, size: 2, key: (row) => [row], item: (row) => `row ${row}` });

test('one row more than fits is a next page, after the last row shown', () => {
  const { items, nextPageToken } = page([7, 8, 9]);
  expect(items).toEqual(['row 7', 'row 8']);
  expect(pageToken.decode(query, nextPageToken, 1)).toEqual([8]);
});

test.each([[[7, 8]], [[7]], [[]]])('%j is the last page', (rows) => {
  expect(page(rows)).toEqual({ items: rows.map((row) => `row ${row}`), nextPageToken: undefined });
});
