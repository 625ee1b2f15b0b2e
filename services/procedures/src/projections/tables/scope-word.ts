const hex = (text: string): string => Buffer.from(text).toString('hex');

/**
 * Words of the index that no person types: the agency that owns a dossier, and the import it came with. They
 * let the index itself narrow a search, instead of walking all that a common word finds.
 */
export const scopeWord = {
  agency: (agencyId: string): string => `a${hex(agencyId)}`,
  /** None for live dossiers: a word that nearly all have would only be walked. */
  import: (importId: string): string => (importId === '' ? '' : `i${hex(importId)}`),
};
