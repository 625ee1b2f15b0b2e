import { officeDay, officeMidnight } from '@egov/chassis/domain';
import { barChart, number, page, view, type Feature, type Visit } from '@egov/chassis/web';
import type { CitizenServices } from '../../services.ts';
import { countedFigures, MONTHS, type CountedFigures } from './counted-figures.ts';
import { unitRows } from './unit-rows.ts';

/** More bars than this are unreadable; the table has them all. */
const MAX_BARS = 16;
/** The figures of a month, in the order of the page. */
const counts = [
  'received',
  'carriedOver',
  'inTime',
  'overdue',
  'waiting',
  'releasedEarly',
  'releasedOnTime',
  'releasedLate',
  'cancelled',
  'denied',
] as const;
const explained = [
  'received',
  'carriedOver',
  'inTime',
  'overdue',
  'waiting',
  'releasedEarly',
  'releasedOnTime',
  'releasedLate',
  'released',
  'cancelled',
  'denied',
  'onTime',
  'satisfied',
] as const;

/** Public figures of the centre: those of a month, and how each number is counted. */
export const figuresFeature = (services: CitizenServices): Feature => ({
  name: 'figures',
  routes: (router) => {
    const counted = countedFigures(services);
    router.get(
      '/figures',
      page((visit) => figuresPage(counted, visit)),
    );
    router.get(
      '/figures/how',
      page(({ t }) =>
        view('figures/how.njk', {
          title: t('figures.how'),
          rows: explained.map((key) => ({ key, name: t(`figures.${key}`), text: t(`figures.how.${key}`) })),
        }),
      ),
    );
  },
});

async function figuresPage(counted: CountedFigures, { query, publicCall: call, t, locale }: Visit) {
  const month = monthOf(query.month, new Date());
  const names = await counted.names(call);
  const agencyId = query.unit !== undefined && names.has(query.unit) ? query.unit : undefined;
  const [{ report, satisfaction }, units] = await Promise.all([
    counted.of(month, agencyId, call),
    counted.units(month, call),
  ]);
  const rows = unitRows(units, { month: month.text, names, chosen: agencyId }, { t, locale });
  const unit = agencyId === undefined ? '' : (names.get(agencyId) ?? '');
  const released = report.releasedEarlyCount + report.releasedOnTimeCount + report.releasedLateCount;
  const inTime = report.releasedEarlyCount + report.releasedOnTimeCount;
  const bars = counts.map((key) => ({
    label: t(`figures.${key}`),
    value: report[`${key}Count`],
    href: `/figures/how#${key}`,
  }));
  return view('figures/figures.njk', {
    title: t('figures.title'),
    month,
    bars,
    rows,
    unit,
    heading:
      unit === ''
        ? t('figures.of-month', { month: month.name })
        : t('figures.of-unit', { unit, month: month.name }),
    chart: barChart({ title: t('figures.of-month', { month: month.name }), bars }),
    unitChart: barChart({
      title: t('figures.by-unit'),
      bars: rows
        .slice(0, MAX_BARS)
        .map(({ name, received, href }) => ({ label: name, value: received, href })),
    }),
    onTime: released === 0 ? '–' : `${number(Math.floor((inTime * 1_000) / released) / 10, locale)} %`,
    satisfied:
      satisfaction.satisfied === undefined
        ? '–'
        : `${number(Math.round(satisfaction.satisfied * 1_000) / 10, locale)} %`,
    ratings: satisfaction.ratingCount,
  });
}

/** The month in an address, `YYYY-MM`, else the current one; months begin at local midnight. */
function monthOf(asked: string | undefined, now: Date) {
  const present = officeDay(now).slice(0, 7);
  const oldest = shifted(present, -MONTHS);
  const text =
    asked !== undefined && /^\d{4}-(0[1-9]|1[0-2])$/u.test(asked) && asked >= oldest && asked <= present
      ? asked
      : present;
  // The current month is counted up to now: nothing is overdue early.
  const before = text === present ? now : midnight(shifted(text, 1));
  const [previous, following] = [
    text > oldest ? shifted(text, -1) : '',
    text < present ? shifted(text, 1) : '',
  ];
  return {
    text,
    name: named(text),
    from: midnight(text),
    before,
    others: [previous, following].filter(Boolean).map((month) => ({ month, name: named(month) })),
  };
}

/** A month as written in both languages, 11/2026. */
const named = (month: string): string => `${month.slice(5)}/${month.slice(0, 4)}`;
const midnight = (month: string): Date => officeMidnight(`${month}-01`);

function shifted(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}
