import type { WorkingCalendar } from '@egov/chassis/domain';
import { madeUpApplicant, type DemoApplicant } from './applicants.ts';
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
export type DemoOffice = Readonly<{ counterOfficials: readonly string[]; officialsOf: (agencyId: string) => readonly string[] }>;

/** One act of the office in the life of one dossier. */
export type DemoAct = Readonly<{ at: string } & (
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
)>;

/** The life of one dossier: who applies for what, and every act up to the end of the plan. */
export type DemoLife = Readonly<{ dossierId: string; procedure: DemoProcedure; channel: DemoChannel; applicant: DemoApplicant; promisedWithoutDuration: string; acts: readonly DemoAct[] }>;

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

const refusals = ['Hồ sơ không thuộc thẩm quyền giải quyết', 'Đối tượng không đủ điều kiện theo quy định', 'Hồ sơ trùng với hồ sơ đã tiếp nhận'];
const delays = ['Chờ ý kiến của cơ quan phối hợp', 'Hồ sơ phức tạp, phải xác minh thực địa', 'Cán bộ thụ lý nghỉ ốm'];

/** Plans the dossiers that one working day brings in, with their lives until `until`; the same question has the same answer. */
export function planDay(question: DayQuestion): readonly DemoLife[] {
  const random = seededRandom(question.seed);
  const opening = question.calendar.normalise(`${question.day}T00:00:00.000Z`);
  const dayMinutes = question.calendar.workingMinutesOf(question.day);
  const lives = Array.from({ length: question.dossiers }, () => {
    // Half of the day's dossiers come in its first third: the counter's morning rush.
    const share = random.chance(0.5) ? random.between(0, 0.33) : random.between(0.33, 1);
    return planLife(random, question, question.calendar.addWorkingMinutes(opening, Math.max(1, Math.floor(share * dayMinutes))));
  });
  return lives.toSorted((a, b) => ((a.acts[0]?.at ?? '') < (b.acts[0]?.at ?? '') ? -1 : 1));
}

function planLife(random: SeededRandom, question: DayQuestion, arrival: string): DemoLife {
  const procedure = random.pick(question.procedures);
  const offered = (Object.keys(procedure.minutes) as DemoChannel[]).toSorted();
  const channel = random.pick(offered.includes('counter') && random.chance(0.5) ? ['counter' as const] : offered);
  const acts = lifeOf({ random, question, procedure, channel, arrival });
  return {
    dossierId: random.uuid(), procedure, channel, applicant: madeUpApplicant(random, question.places),
    promisedWithoutDuration: question.calendar.addWorkingMinutes(arrival, 4_800),
    acts: acts.filter(({ at }) => at <= question.until),
  };
}

type Life = { random: SeededRandom; question: DayQuestion; procedure: DemoProcedure; channel: DemoChannel; arrival: string };

function lifeOf({ random, question, procedure, channel, arrival }: Life): DemoAct[] {
  const { calendar, office } = question;
  const acts: DemoAct[] = [];
  let at = arrival;
  const after = (minutes: number) => { at = calendar.addWorkingMinutes(at, Math.max(1, Math.round(minutes))); return at; };

  if (channel === 'online') {
    acts.push({ act: 'submit', channel, at });
    // An online dossier is answered within eight working hours of its coming in.
    after(random.between(10, 300));
    if (random.chance(0.06)) return [...acts, { act: 'refuse', at, reason: random.pick(refusals) }];
    acts.push({ act: 'accept', at });
  } else {
    acts.push({ act: 'receive', channel, at });
  }

  const minutes = procedure.minutes[channel] ?? random.between(960, 4800);
  // About one in thirty is late; the others take between a third and nearly all of their time.
  const late = random.chance(0.035);
  let left = Math.max(30, minutes * (late ? random.between(1.05, 1.5) : random.between(0.3, 0.93)));
  const spend = (share: number) => { const part = Math.max(1, left * share); left -= part; return after(part); };
  const specialist = random.pick(office.officialsOf(procedure.agencyId));

  const steps = procedure.stepIds.slice(1);
  if (steps[0] !== undefined) acts.push({ act: 'hand-over', stepId: steps[0], officialId: specialist, at: spend(0.04) });
  if (random.chance(0.08)) {
    acts.push({ act: 'request-supplement', paperId: procedure.paperIds.length > 0 ? random.pick(procedure.paperIds) : undefined, reason: 'Giấy tờ chưa đầy đủ hoặc đã hết hiệu lực', at: spend(0.1) });
    after(random.between(240, 2000));
    acts.push({ act: 'supply-papers', at });
  // oxlint-disable-next-line no-dupe-else-if -- the same chance, drawn again
  } else if (random.chance(0.02)) {
    acts.push({ act: 'withdraw', at: spend(0.2) });
    return acts;
  } else if (random.chance(0.02)) {
    acts.push({ act: 'stop', reason: 'Người nộp không thực hiện nghĩa vụ theo thông báo', at: spend(0.3) });
    return acts;
  } else if (random.chance(0.03)) {
    acts.push({ act: 'suspend', authority: 'Công an tỉnh', at: spend(0.1) });
    after(random.between(480, 1400));
    acts.push({ act: 'resume', at });
  }
  steps.forEach((stepId, index) => {
    acts.push({ act: 'complete-step', stepId, at: spend(0.5) });
    const next = steps[index + 1];
    if (next !== undefined) acts.push({ act: 'hand-over', stepId: next, officialId: random.pick(office.officialsOf(procedure.agencyId)), at: after(1) });
  });
  if (procedure.fee > 0 && random.chance(0.7)) {
    acts.push({ act: 'request-payment', amount: procedure.fee, at: after(1) });
    after(random.between(30, 600));
    acts.push({ act: 'confirm-payment', amount: procedure.fee, at });
  }
  if (late && random.chance(0.6)) {
    const extendedAt = after(1);
    acts.push({ act: 'extend', reason: random.pick(delays), newDue: calendar.addWorkingMinutes(extendedAt, Math.max(480, Math.round(left + 60))), at: extendedAt });
  }
  acts.push({ act: 'release', at: after(left) });
  acts.push({ act: 'return', at: after(random.between(20, 900)) });
  if (random.chance(0.45)) {
    const score = late ? random.whole(1, 4) : random.chance(0.9) ? random.whole(4, 5) : random.whole(2, 4);
    acts.push({ act: 'rate', subject: 'dossier', score, at: after(5) });
    if (random.chance(0.5)) acts.push({ act: 'rate', subject: 'official', officialId: specialist, score: random.chance(0.85) ? 5 : random.whole(2, 4), at: after(1) });
  }
  return acts;
}
