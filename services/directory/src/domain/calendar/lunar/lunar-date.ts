import { DAY_MS } from '@egov/chassis/domain';
import { FIRST_NEW_MOON, MEAN_LUNAR_MONTH, newMoonDay, sunTwelfth } from './astronomy.ts';

/** A day of the lunar calendar; `leap` marks the second of two months with the same number. */
export type LunarDate = { year: number; month: number; day: number; leap: boolean };

/** The Vietnamese calendar is computed at UTC+7, the Chinese one at UTC+8, so they differ in some years. */
export const VIETNAM_UTC_OFFSET_HOURS = 7;

const JULIAN_DAY_OF_1970 = 2_440_588;
const WINTER_SOLSTICE = 9; // the twelfth of the ecliptic that begins with it

const julianDay = (year: number, month: number, day: number): number =>
  Date.UTC(year, month - 1, day) / DAY_MS + JULIAN_DAY_OF_1970;
const isoDate = (julian: number): string =>
  new Date((julian - JULIAN_DAY_OF_1970) * DAY_MS).toISOString().slice(0, 10);
const moonNumber = (julian: number): number => Math.floor((julian - FIRST_NEW_MOON) / MEAN_LUNAR_MONTH + 0.5);

/** The first day of the eleventh month, which contains the winter solstice of the solar year. */
function eleventhMonth(year: number, offset: number): number {
  const k = Math.floor((julianDay(year, 12, 31) - 2_415_021) / MEAN_LUNAR_MONTH);
  const day = newMoonDay(k, offset);
  return sunTwelfth(day, offset) >= WINTER_SOLSTICE ? newMoonDay(k - 1, offset) : day;
}

/** How many months after the eleventh the leap month is: the first in which the sun enters no new twelfth. */
function leapMonthAfter(eleventh: number, offset: number): number {
  const k = moonNumber(eleventh);
  let index = 1;
  let twelfth = sunTwelfth(newMoonDay(k + index, offset), offset);
  for (let last = -1; twelfth !== last && index < 14;) {
    last = twelfth;
    index += 1;
    twelfth = sunTwelfth(newMoonDay(k + index, offset), offset);
  }
  return index - 1;
}

/**
 * The months from the eleventh of one year to the one before the eleventh of the next, by number and first
 * day.
 */
function monthsFrom(previousEleventh: number, nextEleventh: number, offset: number) {
  const first = moonNumber(previousEleventh);
  const isLeapYear = nextEleventh - previousEleventh > 365;
  const leapAt = isLeapYear ? leapMonthAfter(previousEleventh, offset) : Number.POSITIVE_INFINITY;
  return Array.from({ length: isLeapYear ? 13 : 12 }, (_, index) => {
    const number = 10 + index - (index >= leapAt ? 1 : 0);
    return {
      month: (number % 12) + 1,
      leap: index === leapAt,
      firstDay: newMoonDay(first + index, offset),
      earlier: number < 12,
    };
  });
}

/** All months of a lunar year in order. */
function monthsOfLunarYear(year: number, offset: number) {
  const eleventh = eleventhMonth(year, offset);
  const spring = monthsFrom(eleventhMonth(year - 1, offset), eleventh, offset).filter(
    ({ earlier }) => !earlier,
  );
  const winter = monthsFrom(eleventh, eleventhMonth(year + 1, offset), offset).filter(
    ({ earlier }) => earlier,
  );
  return [...spring, ...winter];
}

/**
 * The solar date (`YYYY-MM-DD`) of a lunar one. Throws RangeError if the lunar year has no such month or day.
 */
export function solarDateOf(
  { year, month, day, leap }: LunarDate,
  utcOffsetHours = VIETNAM_UTC_OFFSET_HOURS,
): string {
  const months = [
    ...monthsOfLunarYear(year, utcOffsetHours),
    ...monthsOfLunarYear(year + 1, utcOffsetHours).slice(0, 1),
  ];
  const at = months
    .slice(0, -1)
    .findIndex((candidate) => candidate.month === month && candidate.leap === leap);
  const [found, next] = [months[at], months[at + 1]];
  if (found === undefined || next === undefined || day < 1 || day > next.firstDay - found.firstDay) {
    throw new RangeError(`the lunar year ${year} has no day ${day} of ${leap ? 'leap ' : ''}month ${month}`);
  }
  return isoDate(found.firstDay + day - 1);
}

/** The lunar date of a solar one (`YYYY-MM-DD`). */
export function lunarDateOf(date: string, utcOffsetHours = VIETNAM_UTC_OFFSET_HOURS): LunarDate {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const julian = julianDay(year, month, day);
  for (const lunarYear of [year, year - 1]) {
    const found = monthsOfLunarYear(lunarYear, utcOffsetHours).findLast(({ firstDay }) => firstDay <= julian);
    if (found !== undefined)
      return { year: lunarYear, month: found.month, day: julian - found.firstDay + 1, leap: found.leap };
  }
  throw new RangeError(`not a date: ${date}`);
}
