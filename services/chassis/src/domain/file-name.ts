const MAX_BYTES = 240;

/** Names of devices: Windows opens these instead of a file, whatever their extension. */
const RESERVED = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)/i;

/**
 * Makes a name that every computer can store: without paths, control characters, bidirectional marks, and
 * dots or blanks at its ends; not reserved by Windows, at most 240 bytes; `file` if nothing is left.
 */
export function safeFileName(name: string): string {
  const last = name.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = last.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>:"|?*]/gu, '').replaceAll(/\p{Zs}/gu, ' ');
  const trimmed = trim(clean);
  if (trimmed === '') return 'file';
  const free = RESERVED.test(trimmed) ? `_${trimmed}` : trimmed;
  if (Buffer.byteLength(free) <= MAX_BYTES) return free;
  const ending = /\.[^.\s]{1,10}$/u.exec(free)?.[0] ?? '';
  return `${trim(beginning(free, MAX_BYTES - Buffer.byteLength(ending)))}${ending}`;
}

const trim = (name: string): string => name.replace(/^[.\s]+/u, '').replace(/[.\s]+$/u, '');

/** The first characters that fit into so many bytes. */
const beginning = (text: string, bytes: number): string =>
  new TextDecoder().decode(Buffer.from(text).subarray(0, bytes), { stream: true });
