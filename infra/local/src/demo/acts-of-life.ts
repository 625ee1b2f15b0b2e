import type { WorkingCalendar } from '@egov/chassis/domain';
import type { DemoAct, DemoChannel, DemoOffice, DemoProcedure } from './demo-life.ts';
import type { SeededRandom } from './seeded-random.ts';

const refusals = [
  'Hồ sơ không thuộc thẩm quyền giải quyết',
  'Đối tượng không đủ điều kiện theo quy định',
  'Hồ sơ trùng với hồ sơ đã tiếp nhận',
];
const delays = [
  'Chờ ý kiến của cơ quan phối hợp',
  'Hồ sơ phức tạp, phải xác minh thực địa',
  'Cán bộ thụ lý nghỉ ốm',
];

/** What a life is planned from; `arrival` is the instant at which the dossier comes in. */
export type LifeQuestion = Readonly<{
  random: SeededRandom;
  calendar: WorkingCalendar;
  office: DemoOffice;
  procedure: DemoProcedure;
  channel: DemoChannel;
  arrival: string;
}>;

/**
 * Plans the acts of one dossier's life, in order, each within office hours: some are refused, withdrawn,
 * stopped or late.
 */
export function actsOfLife(question: LifeQuestion): DemoAct[] {
  const life = beginning(question);
  const goesOn = comesIn(life) && isExamined(life);
  if (goesOn) {
    isWorkedOn(life);
    isPaidFor(life);
    isReturned(life);
  }
  return life.acts;
}

type Life = ReturnType<typeof beginning>;

function beginning({ random, calendar, office, procedure, channel, arrival }: LifeQuestion) {
  const minutes = procedure.minutes[channel] ?? random.between(960, 4800);
  // About one in twenty is late; the others take between a third and nearly all of their time.
  const late = random.chance(0.05);
  const life = {
    random,
    calendar,
    procedure,
    channel,
    late,
    minutes,
    acts: [] as DemoAct[],
    at: arrival,
    left: Math.max(30, minutes * (late ? random.between(1.05, 1.5) : random.between(0.3, 0.93))),
    anyOfficial: () => random.pick(office.officialsOf(procedure.agencyId)),
    specialist: random.pick(office.officialsOf(procedure.agencyId)),
    steps: procedure.stepIds.slice(1),
    /** Lets working minutes pass without work on the dossier. */
    after: (working: number): string => {
      life.at = calendar.addWorkingMinutes(life.at, Math.max(1, Math.round(working)));
      return life.at;
    },
    /** Spends a share of the work that is left. */
    spend: (share: number): string => {
      const part = Math.max(1, life.left * share);
      life.left -= part;
      return life.after(part);
    },
  };
  return life;
}

/** A dossier at the counter or by post is received at once, an online one within eight working hours. */
function comesIn({ random, channel, acts, at, after }: Life): boolean {
  if (channel !== 'online') {
    acts.push({ act: 'receive', channel, at });
    return true;
  }
  acts.push({ act: 'submit', channel, at });
  const answered = after(random.between(10, 300));
  const refused = random.chance(0.06);
  acts.push(
    refused
      ? { act: 'refuse', at: answered, reason: random.pick(refusals) }
      : { act: 'accept', at: answered },
  );
  return !refused;
}

function isExamined({ random, procedure, acts, steps, specialist, spend, after }: Life): boolean {
  if (steps[0] !== undefined)
    acts.push({ act: 'hand-over', stepId: steps[0], officialId: specialist, at: spend(0.04) });
  const fate = random.between(0, 1);
  if (fate < 0.08) {
    const paperId = procedure.paperIds.length > 0 ? random.pick(procedure.paperIds) : undefined;
    acts.push({
      act: 'request-supplement',
      paperId,
      reason: 'Giấy tờ chưa đầy đủ hoặc đã hết hiệu lực',
      at: spend(0.1),
    });
    acts.push({ act: 'supply-papers', at: after(random.between(240, 2000)) });
  } else if (fate < 0.11) {
    acts.push({ act: 'suspend', authority: 'Công an tỉnh', at: spend(0.1) });
    acts.push({ act: 'resume', at: after(random.between(480, 1400)) });
  } else if (fate < 0.13) {
    acts.push({ act: 'withdraw', at: spend(0.2) });
    return false;
  } else if (fate < 0.15) {
    acts.push({ act: 'stop', reason: 'Người nộp không thực hiện nghĩa vụ theo thông báo', at: spend(0.3) });
    return false;
  }
  return true;
}

function isWorkedOn({ acts, steps, anyOfficial, spend, after }: Life): void {
  steps.forEach((stepId, index) => {
    acts.push({ act: 'complete-step', stepId, at: spend(0.5) });
    const next = steps[index + 1];
    if (next !== undefined)
      acts.push({ act: 'hand-over', stepId: next, officialId: anyOfficial(), at: after(1) });
  });
}

function isPaidFor({ random, procedure, acts, after }: Life): void {
  if (procedure.fee === 0 || !random.chance(0.7)) return;
  acts.push({ act: 'request-payment', amount: procedure.fee, at: after(1) });
  acts.push({ act: 'confirm-payment', amount: procedure.fee, at: after(random.between(30, 600)) });
}

function isReturned(life: Life): void {
  const { random, calendar, late, acts, specialist, after } = life;
  if (late && random.chance(0.6)) {
    const at = after(1);
    // Pauses moved the due time; a day after twice the whole time is late in any case.
    acts.push({
      act: 'extend',
      reason: random.pick(delays),
      newDue: calendar.addWorkingMinutes(life.at, 2 * life.minutes + 480),
      at,
    });
  }
  acts.push({ act: 'release', at: after(life.left) });
  acts.push({ act: 'return', at: after(random.between(20, 900)) });
  if (!random.chance(0.45)) return;
  const score = late ? random.whole(1, 4) : random.chance(0.9) ? random.whole(4, 5) : random.whole(2, 4);
  acts.push({ act: 'rate', subject: 'dossier', score, at: after(5) });
  if (random.chance(0.5))
    acts.push({
      act: 'rate',
      subject: 'official',
      officialId: specialist,
      score: random.chance(0.85) ? 5 : random.whole(2, 4),
      at: after(1),
    });
}
