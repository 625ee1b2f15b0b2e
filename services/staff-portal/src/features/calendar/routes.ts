import {
  filled,
  mayCall,
  readForm,
  refusal,
  seeOther,
  signedIn,
  view,
  type Feature,
  type FieldError,
  type SignedIn,
} from '@egov/chassis/web';
import {
  CalendarDayKind,
  type CalendarDay,
  CalendarServiceDefinition,
} from '@egov/proto/egov/directory/v1/calendar_service';
import { z } from 'zod';
import type { StaffServices } from '../../services.ts';
import { changedDays, movedDues } from './what-moves.ts';
import { daysIn, linesOf } from './year-lines.ts';

const CALENDAR = 'province';
const { CALENDAR_DAY_KIND_OFF: off, CALENDAR_DAY_KIND_MAKEUP: makeup } = CalendarDayKind;
const yearForm = z.object({
  off: z.string().max(20_000, 'calendar.too-many').default(''),
  makeup: z.string().max(20_000, 'calendar.too-many').default(''),
  legal_ground: z.string().trim().min(1, 'calendar.ground-needed').max(300, 'calendar.ground-needed'),
  revision: z.string().regex(/^\d{1,18}$/u),
});

/** The working calendar of a year, and entering one as announced, with a preview of what moves. */
export const calendarFeature = (services: StaffServices): Feature => ({
  name: 'calendar',
  routes: (router) => {
    router.get(
      '/calendar',
      signedIn(async (visit) => {
        const year = yearIn(visit.query.year);
        const { days, announcedYears } = await yearOf(services, year, visit);
        return view('calendar/year.njk', {
          title: visit.t('calendar.title', { year: String(year) }),
          year,
          announced: announcedYears.includes(year),
          months: monthsOf(days),
          before: year - 1,
          after: year + 1,
          mayManage: mayCall(visit.user, CalendarServiceDefinition.methods.declareYear),
        });
      }),
    );
    router.get(
      '/calendar/:year/edit',
      signedIn(async (visit) => {
        const year = yearIn(visit.params.year);
        const { days, revision } = await yearOf(services, year, visit);
        return formPage(visit, year, {
          off: linesOf(days, off),
          makeup: linesOf(days, makeup),
          revision: String(revision),
        });
      }),
    );
    router.post(
      '/calendar/:year/edit',
      signedIn((visit) => declared(services, visit)),
    );
  },
});

async function declared(services: StaffServices, visit: SignedIn) {
  const year = yearIn(visit.params.year);
  const read = readForm(yearForm, visit);
  if (!read.ok) return formPage(visit, year, visit.form, { errors: read.errors }, 422);
  const { days, errors } = draftOf(read.value, year, visit);
  if (errors.length > 0) return formPage(visit, year, visit.form, { errors }, 422);
  if (visit.form.step !== 'declare') {
    const changed = changedDays((await yearOf(services, year, visit)).days, days);
    return formPage(visit, year, visit.form, {
      isPreview: true,
      changed,
      moved: await movedDues(services, year, days, changed, visit.call),
    });
  }
  try {
    await services.calendars.declareYear(
      {
        requestId: visit.requestId,
        calendarId: CALENDAR,
        year,
        days: [...days],
        legalGround: filled(read.value.legal_ground),
        expectedRevision: BigInt(read.value.revision),
      },
      visit.call,
    );
    return seeOther(`/calendar?year=${year}&done=yes`);
  } catch (error) {
    return formPage(visit, year, visit.form, { errors: refusal(error, visit).errors }, 422);
  }
}

function draftOf(
  form: z.output<typeof yearForm>,
  year: number,
  { t }: SignedIn,
): Readonly<{ days: readonly CalendarDay[]; errors: readonly FieldError[] }> {
  const read = { off: daysIn(form.off, off, year), makeup: daysIn(form.makeup, makeup, year) };
  const errors = Object.entries(read).flatMap(([field, part]) =>
    part.ok ? [] : [{ field, text: t('calendar.line-wrong', { line: String(part.line), why: t(part.why) }) }],
  );
  return {
    errors,
    days: Object.values(read)
      .flatMap((part) => (part.ok ? part.days : []))
      .toSorted((a, b) => a.day.localeCompare(b.day)),
  };
}

const formPage = ({ t }: SignedIn, year: number, form: object, more: object = {}, status = 200) =>
  view(
    'calendar/edit.njk',
    { title: t('calendar.edit', { year: String(year) }), year, form, ...more },
    status,
  );

const yearOf = ({ calendars }: StaffServices, year: number, { call }: SignedIn) =>
  calendars.getWorkingCalendar({ calendarId: CALENDAR, fromYear: year, toYear: year }, call);

const yearIn = (text: string | undefined): number =>
  /^20\d\d$/u.test(text ?? '') ? Number(text) : new Date().getFullYear();

const monthsOf = (days: readonly CalendarDay[]) =>
  Array.from({ length: 12 }, (_, index) => ({
    number: index + 1,
    days: days
      .filter(({ day: date }) => Number(date.slice(5, 7)) === index + 1)
      .map(({ day: date, kind, name }) => ({ date, name, kind: kind === makeup ? 'makeup' : 'off' })),
  })).filter(({ days: those }) => those.length > 0);
