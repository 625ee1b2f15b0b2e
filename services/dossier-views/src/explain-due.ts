import { day, moment, number, type Locale, type Translate } from '@egov/chassis/web';
import type { DueWorking } from '@egov/proto/egov/working_time/v1/working_time';
import { durationUnitWord } from './words.ts';

/** Why a dossier is due when it is: one sentence, and the whole computation line by line. */
export type DueExplanation = Readonly<{ sentence: string; lines: readonly string[] }>;

/** Explains a due time from its stored computation, which is absent where an official entered it. */
export function explainDue(
  { due, working }: Readonly<{ due: Date | undefined; working: DueWorking | undefined }>,
  t: Translate,
  locale: Locale,
): DueExplanation {
  if (due === undefined) return { sentence: t('due.none'), lines: [] };
  if (working?.duration === undefined)
    return { sentence: t('due.typed', { due: moment(due, locale) }), lines: [] };
  const {
    duration: { amount, unit },
    fromAt,
    startsAt,
    civilAt,
    skippedHolidays,
    countedMakeupDays,
    pauses,
  } = working;
  const at = (instant: Date | undefined): string => (instant === undefined ? '–' : moment(instant, locale));
  const named = (days: DueWorking['skippedHolidays']): string =>
    days.map((each) => `${day(each.day, locale)} (${each.name})`).join(', ');
  return {
    sentence: t('due.sentence', {
      due: at(due),
      amount: number(amount, locale),
      unit: t(`unit.${durationUnitWord(unit)}`, { amount }),
      start: at(startsAt),
    }),
    lines: [
      t('due.received', { at: at(fromAt) }),
      t('due.starts', { at: at(startsAt) }),
      ...(skippedHolidays.length > 0 ? [t('due.holidays', { days: named(skippedHolidays) })] : []),
      ...(countedMakeupDays.length > 0 ? [t('due.makeup', { days: named(countedMakeupDays) })] : []),
      ...pauses.map((pause) => t('due.pause', { from: at(pause.fromAt), until: at(pause.toAt) })),
      ...(civilAt === undefined ? [] : [t('due.civil', { at: at(civilAt) })]),
      t('due.calendar', { version: working.calendarVersion }),
    ],
  };
}
