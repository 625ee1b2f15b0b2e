import { filled } from '@egov/chassis/web';
import type { CalendarDay, CalendarDayKind } from '@egov/proto/egov/directory/v1/calendar_service';

/** The days typed for a year, or which line is wrong (from 1) and why, as the key of a text. */
export type YearRead =
  | Readonly<{ ok: true; days: readonly CalendarDay[] }>
  | Readonly<{ ok: false; line: number; why: string }>;

const MAX_LINES = 120;

/** Reads days, one per line, `2026-04-30 Ngày Giải phóng`; the kind is the form's field. */
export function daysIn(text: string, kind: CalendarDayKind, year: number): YearRead {
  const days: CalendarDay[] = [];
  for (const [index, line] of text.split(/\r?\n/u).entries()) {
    if (line.trim() === '') continue;
    const [, date = '', name = ''] = /^\s*(\d{4}-\d{2}-\d{2})\s*(.*)$/u.exec(line) ?? [];
    const wrong =
      wrongDate(date, year) ??
      (days.some((day) => day.day === date)
        ? 'calendar.day-twice'
        : days.length >= MAX_LINES
          ? 'calendar.too-many'
          : undefined);
    if (wrong !== undefined) return { ok: false, line: index + 1, why: wrong };
    days.push({ day: date, kind, name: filled(name.slice(0, 200)) });
  }
  return { ok: true, days };
}

function wrongDate(date: string, year: number): string | undefined {
  const at = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== date) return 'calendar.no-date';
  return date.startsWith(`${year}-`) ? undefined : 'calendar.other-year';
}

/** The days of one kind as they are typed. */
export const linesOf = (days: readonly CalendarDay[], kind: CalendarDayKind): string =>
  days
    .filter((day) => day.kind === kind)
    .map(({ day: date, name }) => `${date} ${name ?? ''}`.trim())
    .join('\n');
