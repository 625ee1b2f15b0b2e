const COMBINING_MARKS = /\p{M}+/gu;

/**
 * Folds text for searching: lower case, without tone and vowel marks, đ as d, so that "dang ky" finds "Đăng
 * ký". The same text in composed or decomposed form folds to the same result.
 */
export const foldVietnamese = (text: string): string =>
  text.normalize('NFD').replace(COMBINING_MARKS, '').toLowerCase().replaceAll('đ', 'd').normalize('NFC');
