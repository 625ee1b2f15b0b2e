import { foldVietnamese } from '@egov/chassis/domain';

const escaped = (word: string): string => word.replace(/[\\%_]/g, (sign) => `\\${sign}`);

/** Returns the SQL condition, and its values, that each input word begins some word of a folded column. */
export function wordsIn(
  column: string,
  text: string | undefined,
): Readonly<{ sql: string; values: readonly string[] }> {
  const words = foldVietnamese(text ?? '')
    .split(/\s+/u)
    .filter((word) => word !== '');
  return {
    sql: words.map(() => ` AND ' ' || ${column} LIKE ? ESCAPE '\\'`).join(''),
    values: words.map((word) => `% ${escaped(word)}%`),
  };
}
