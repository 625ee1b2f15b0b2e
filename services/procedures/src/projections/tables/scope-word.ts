const hex = (text: string): string => Buffer.from(text).toString('hex');

/**
 * Index words that nobody types: the agency that owns a dossier, and its import. They let the index itself
 * narrow a search, instead of walking all hits of a common word.
 */
export const scopeWord = {
  agency: (agencyId: string): string => `a${hex(agencyId)}`,
  /** Live dossiers get none: a word shared by almost all rows filters nothing. */
  import: (importId: string): string => (importId === '' ? '' : `i${hex(importId)}`),
};
