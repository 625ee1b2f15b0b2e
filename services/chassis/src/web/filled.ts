/** What somebody typed, without blanks at its ends; undefined for what was left empty. */
export const filled = (typed: string | undefined): string | undefined => {
  const text = typed?.trim();
  return text === '' ? undefined : text;
};
