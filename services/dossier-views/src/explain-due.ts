import type { DueWorking } from '@egov/chassis/domain';
import { day, moment, number, type Locale, type Translate } from '@egov/chassis/web';

/** Why a dossier is due when it is: one sentence, and the whole working line by line. */
export type DueExplanation = Readonly<{ sentence: string; lines: readonly string[] }>;

/**
 * Explains a due time from the working stored beside it; `workingJson` is empty where an official typed the
 * time in.
 */
export function explainDue(
  { due, workingJson }: Readonly<{ due: Date | undefined; workingJson: string }>,
  t: Translate,
  locale: Locale,
): DueExplanation {
  if (due === undefined) return { sentence: t('due.none'), lines: [] };
  if (workingJson === '') return { sentence: t('due.typed', { due: moment(due, locale) }), lines: [] };
  const working = JSON.parse(workingJson) as DueWorking;
  const {
    duration: { amount, unit },
    holidaysSkipped,
    makeupDaysWorked,
    pauses,
    civil,
  } = working;
  const named = (days: DueWorking['holidaysSkipped']): string =>
    days.map(({ date, name }) => `${day(date, locale)} (${name})`).join(', ');
  return {
    sentence: t('due.sentence', {
      due: moment(due, locale),
      amount: number(amount, locale),
      unit: t(`unit.${unit}`, { amount }),
      start: moment(working.startsAt, locale),
    }),
    lines: [
      t('due.received', { at: moment(working.from, locale) }),
      t('due.starts', { at: moment(working.startsAt, locale) }),
      ...(holidaysSkipped.length > 0 ? [t('due.holidays', { days: named(holidaysSkipped) })] : []),
      ...(makeupDaysWorked.length > 0 ? [t('due.makeup', { days: named(makeupDaysWorked) })] : []),
      ...pauses.map(({ from, to }) =>
        t('due.pause', { from: moment(from, locale), until: moment(to, locale) }),
      ),
      ...(civil === null ? [] : [t('due.civil', { at: moment(civil, locale) })]),
      t('due.calendar', { version: working.calendarVersion }),
    ],
  };
}
