import { pageToken, type KeysetValue } from './page-token.ts';

/** A page of a list, and the token of the next one; none after the last. */
export type Page<Item> = Readonly<{ items: readonly Item[]; nextPageToken: string | undefined }>;

/** What a page is asked with. */
export type PageAsked = Readonly<{ pageSize: number; pageToken?: string | undefined }>;

/**
 * Makes a page of rows, of which one more than fits was read. `key` is what the next page begins after; never
 * put personal data into it.
 */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  { query, size, key, item }: PageParts<Row, Item>,
): Page<Item> {
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  return {
    items: shown.map(item),
    nextPageToken: last !== undefined && rows.length > size ? pageToken.encode(query, key(last)) : undefined,
  };
}

type PageParts<Row, Item> = Readonly<{
  /** What was asked, but the size and token of the page: the next page is of the same question. */
  query: object;
  size: number;
  key: (row: Row) => readonly KeysetValue[];
  item: (row: Row) => Item;
}>;
