import { foldVietnamese } from '../../domain/fold-vietnamese.ts';

/** More words than this never made a search better, and each costs a look into the index. */
const MAX_WORDS = 16;
const NOT_OF_A_TOKEN = /[^\p{L}\p{N}\p{Co}]+/u;

/**
 * Turns what a person typed into an FTS5 query over folded text: every word must occur, the last one may be a
 * beginning, and a word with punctuation inside (a dossier's code) is a phrase. Nothing typed is taken for
 * FTS5 syntax. Returns `undefined` when there is nothing to look for.
 */
export const ftsQuery = (text: string): string | undefined => {
  const phrases = foldVietnamese(text)
    .split(/\s+/u)
    .map((word) =>
      word
        .split(NOT_OF_A_TOKEN)
        .filter((token) => token !== '')
        .join(' '),
    )
    .filter((phrase) => phrase !== '')
    .slice(0, MAX_WORDS);
  if (phrases.length === 0) return undefined;
  return `${phrases.map((phrase) => `"${phrase}"`).join(' ')}*`;
};
