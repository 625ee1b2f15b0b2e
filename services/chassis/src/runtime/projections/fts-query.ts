import { foldVietnamese } from '../../domain/fold-vietnamese.ts';

/** More words than this do not improve a search, and each costs an index lookup. */
const MAX_WORDS = 16;
const NOT_OF_A_TOKEN = /[^\p{L}\p{N}\p{Co}]+/u;

/**
 * Turns user input into an FTS5 query over folded text: every word must occur, the last one may be a prefix,
 * and a word with punctuation inside (a dossier's code) is a phrase. No input is interpreted as FTS5 syntax.
 * Returns `undefined` if there is nothing to search for.
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
