import { dayBefore, type WorkingCalendar } from '@egov/chassis/domain';
import type { ReferenceProcedure, ReferenceProvince } from '@egov/reference-data';
import type { DemoChannel, DemoOffice, DemoProcedure } from './demo-life.ts';

const workingDay = 480;

/** Working minutes of a duration, roughly: the plan needs no more. */
function minutesOf(
  duration: ReferenceProcedure['channels'][number]['cases'][number]['duration'],
): number | null {
  if (!duration) return null;
  switch (duration.unit) {
    case 'working-days':
      return duration.amount * workingDay;
    case 'working-hours':
      return duration.amount * 60;
    case 'calendar-days':
      return Math.max(60, Math.floor((duration.amount * 5) / 7) * workingDay);
    case 'months':
      return duration.amount * 20 * workingDay;
  }
}

function demoProcedure(procedure: ReferenceProcedure): DemoProcedure {
  const firstCases = procedure.channels.flatMap(({ channel, cases }) =>
    cases[0] ? [[channel, cases[0]] as const] : [],
  );
  const byChannel = <Value>(value: (first: (typeof firstCases)[number][1]) => Value) =>
    Object.fromEntries(firstCases.map(([channel, first]) => [channel, value(first)])) as Partial<
      Record<DemoChannel, Value>
    >;
  return {
    procedureId: procedure.id,
    agencyId: procedure.agencyId,
    minutes: byChannel(({ duration }) => minutesOf(duration)),
    caseNames: byChannel(({ name }) => name),
    fee: firstCases[0]?.[1].fee ?? 0,
    paperIds: procedure.papers.filter(({ required }) => required).map(({ id }) => id),
    stepIds: procedure.steps.map(({ id }) => id),
  };
}

/** The procedures that are solved in the province, and who works where, as the plan of a day needs them. */
export function demoOffice({ procedures, staff }: ReferenceProvince): {
  procedures: readonly DemoProcedure[];
  office: DemoOffice;
} {
  const subjectsWith = (role: string) =>
    staff.filter(({ roles }) => roles.includes(role as never)).map(({ subject }) => subject);
  const specialists = Map.groupBy(
    staff.filter(({ roles }) => roles.includes('specialist')),
    ({ agencyId }) => agencyId,
  );
  return {
    procedures: procedures
      .filter(({ solvedInProvince, agencyId }) => solvedInProvince && specialists.has(agencyId))
      .map(demoProcedure),
    office: {
      counterOfficials: subjectsWith('counter'),
      officialsOf: (agencyId) => (specialists.get(agencyId) ?? []).map(({ subject }) => subject),
    },
  };
}

/** The last working day that lies so many working days back: its dossiers have had time to be solved. */
export function playedDay(calendar: WorkingCalendar, now: string, workingDaysBack: number): string {
  let day = calendar.localDate(now);
  for (let counted = 0; counted < workingDaysBack;) {
    day = dayBefore(day);
    if (calendar.isWorkingDay(day)) counted += 1;
  }
  return day;
}
