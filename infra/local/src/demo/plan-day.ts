import type { WorkingCalendar } from '@egov/chassis/domain';
import { madeUpApplicant, type DemoApplicant } from './applicants.ts';
import { actsOfLife } from './plan-life.ts';
import { seededRandom, type SeededRandom } from './seeded-random.ts';

export type DemoChannel = 'counter' | 'online' | 'post';

/** What the plan needs to know of a procedure. */
export type DemoProcedure = Readonly<{
  procedureId: string;
  agencyId: string;
  /** Working minutes of each channel offered; null where the law gives no number. */
  minutes: Readonly<Partial<Record<DemoChannel, number | null>>>;
  /** The case of each channel that is applied for. */
  caseNames: Readonly<Partial<Record<DemoChannel, string>>>;
  /** Whole đồng asked for at the end; 0 for none. */
  fee: number;
  paperIds: readonly string[];
  stepIds: readonly string[];
}>;

/** Who works where. */
export type DemoOffice = Readonly<{
  counterOfficials: readonly string[];
  officialsOf: (agencyId: string) => readonly string[];
}>;

/** One act of the office in the life of one dossier. */
export type DemoAct = Readonly<
  { at: string } & (
    | { act: 'submit' | 'receive'; channel: DemoChannel }
    | { act: 'accept' }
    | { act: 'refuse'; reason: string }
    | { act: 'request-supplement'; paperId: string | undefined; reason: string }
    | { act: 'supply-papers' }
    | { act: 'hand-over'; stepId: string; officialId: string }
    | { act: 'complete-step'; stepId: string }
    | { act: 'suspend'; authority: string }
    | { act: 'resume' }
    | { act: 'request-payment' | 'confirm-payment'; amount: number }
    | { act: 'extend'; reason: string; newDue: string }
    | { act: 'stop'; reason: string }
    | { act: 'withdraw' }
    | { act: 'release' }
    | { act: 'return' }
    | { act: 'rate'; subject: 'dossier' | 'official'; officialId?: string; score: number }
  )
>;

/** The life of one dossier: who applies for what, and every act up to the end of the plan. */
export type DemoLife = Readonly<{
  dossierId: string;
  procedure: DemoProcedure;
  channel: DemoChannel;
  applicant: DemoApplicant;
  promisedWithoutDuration: string;
  acts: readonly DemoAct[];
}>;

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
 * Plans the dossiers that one working day brings in, with their lives until `until`; the same question has
 * the same answer.
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
