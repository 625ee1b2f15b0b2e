import type { Locale } from './texts.ts';

const zone = 'Asia/Ho_Chi_Minh';
const tag = { vi: 'vi-VN', en: 'en-GB' } as const satisfies Record<Locale, string>;

type Instant = Date | string | undefined | null;

/** A local day in the province's format, e.g. `23/11/2026`; a dash for none. */
export const day = (value: Instant, locale: Locale): string =>
  said(value, locale, { day: '2-digit', month: '2-digit', year: 'numeric' });

/** A local day and minute; a dash for none. */
export const moment = (value: Instant, locale: Locale): string =>
  said(value, locale, {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  });

export const number = (value: number | bigint, locale: Locale): string =>
  new Intl.NumberFormat(tag[locale], { maximumFractionDigits: 2 }).format(value);

/** Whole đồng. */
export const money = (value: number | bigint, locale: Locale): string =>
  new Intl.NumberFormat(tag[locale], { style: 'currency', currency: 'VND', maximumFractionDigits: 0 }).format(
    value,
  );

function said(value: Instant, locale: Locale, shape: Intl.DateTimeFormatOptions): string {
  if (value === undefined || value === null || value === '') return '–';
  return new Intl.DateTimeFormat(tag[locale], { timeZone: zone, ...shape }).format(
    typeof value === 'string' ? new Date(value) : value,
  );
}
