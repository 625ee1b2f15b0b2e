/** A time of day and an offset, both of which may be absent. */
const clock = String.raw`(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?`;
const time = String.raw`${clock}\s*(Z|UTC|[+-]\d{2}(?::?\d{2})?)?`;
const iso = new RegExp(String.raw`^(\d{4})[-/](\d{1,2})[-/](\d{1,2})${time}$`, 'i');
const dayFirst = new RegExp(String.raw`^(\d{1,2})[-.](\d{1,2})[-.](\d{4})${time}$`, 'i');

/**
 * Reads an instant: ISO 8601 with `T` or a space, or day first with dots or dashes; a fraction finer than
 * milliseconds is cut off, an instant without an offset is UTC. Undefined when it is neither, or names no day
 * of the calendar. `01/02/2012` is refused as ambiguous.
 */
export function readInstant(text: string): Date | undefined {
  const trimmed = text.trim();
  const match = iso.exec(trimmed);
  const reversed = match ? null : dayFirst.exec(trimmed);
  const parts =
    match ?? (reversed && [reversed[0], reversed[3], reversed[2], reversed[1], ...reversed.slice(4)]);
  if (!parts) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', offset = 'Z'] = parts;
  const [y, mo, d, h, mi, s] = [year, month, day, hour, minute, second].map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (h > 23 || mi > 59 || s > 59) return undefined;
  const local = new Date(Date.UTC(y, mo - 1, d, h, mi, s, Number(fraction.padEnd(3, '0').slice(0, 3))));
  if (local.getUTCMonth() !== mo - 1 || local.getUTCDate() !== d) return undefined;
  return new Date(local.getTime() - offsetMinutes(offset) * 60_000);
}

function offsetMinutes(offset: string): number {
  if (/^(z|utc)$/i.test(offset)) return 0;
  const digits = offset.replace(':', '');
  const minutes = Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3, 5));
  return digits.startsWith('-') ? -minutes : minutes;
}
