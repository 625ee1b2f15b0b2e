const MAX_LENGTH = 150;

/**
 * Removes paths, control characters, bidirectional marks and leading dots from a file's name; `file` if
 * nothing is left.
 */
export function safeFileName(name: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .replaceAll(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '')
    .replace(/^[.\s]+/, '')
    .trim();
  if (clean === '') return 'file';
  if (clean.length <= MAX_LENGTH) return clean;
  const ending = /\.[^.]{1,10}$/.exec(clean)?.[0] ?? '';
  return `${clean.slice(0, MAX_LENGTH - ending.length).toWellFormed()}${ending}`;
}
