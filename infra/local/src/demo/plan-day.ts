import type { WorkingCalendar } from '@egov/chassis/domain';
import { madeUpApplicant } from './applicants.ts';
import type { DemoChannel, DemoLife, DemoOffice, DemoProcedure } from './demo-life.ts';
import { actsOfLife } from './acts-of-life.ts';
import { seededRandom, type SeededRandom } from './seeded-random.ts';

export type DayQuestion = Readonly<{
  seed: number;
  /** The working day that is played, local `YYYY-MM-DD`. */
  day: string;
  /** Acts after this instant have not happened yet. */
  until: string;
  dossiers: number;
  calendar: WorkingCalendar;
  procedures: readonly DemoProcedure[];
  office: DemoOffice;
  places: readonly string[];
}>;

/**
 * Plans the dossiers of one working day, with their lives until `until`; the same input gives the same plan.
 */
export function planDay(question: DayQuestion): readonly DemoLife[] {
  const random = seededRandom(question.seed);
  const opening = question.calendar.normalise(`${question.day}T00:00:00.000Z`);
  const dayMinutes = question.calendar.workingMinutesOf(question.day);
  const lives = Array.from({ length: question.dossiers }, () => {
    // Half of the day's dossiers come in its first third: the counter's morning rush.
    const share = random.chance(0.5) ? random.between(0, 0.33) : random.between(0.33, 1);
    return planLife(
      random,
      question,
      question.calendar.addWorkingMinutes(opening, Math.max(1, Math.floor(share * dayMinutes))),
    );
  });
  return lives.toSorted((a, b) => ((a.acts[0]?.at ?? '') < (b.acts[0]?.at ?? '') ? -1 : 1));
}

function planLife(random: SeededRandom, question: DayQuestion, arrival: string): DemoLife {
  const procedure = random.pick(question.procedures);
  const offered = (Object.keys(procedure.minutes) as DemoChannel[]).toSorted();
  const channel = random.pick(
    offered.includes('counter') && random.chance(0.5) ? ['counter' as const] : offered,
  );
  const acts = actsOfLife({
    random,
    calendar: question.calendar,
    office: question.office,
    procedure,
    channel,
    arrival,
  });
  return {
    dossierId: random.uuid(),
    procedure,
    channel,
    applicant: madeUpApplicant(random, question.places),
    promisedWithoutDuration: question.calendar.addWorkingMinutes(arrival, 4_800),
    acts: acts.filter(({ at }) => at <= question.until),
  };
}
