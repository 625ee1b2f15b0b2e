import { refuse } from '../refusal.ts';
import type { DayPlan, DayPlans } from './day-plans.ts';

/** What is added up day by day: working time, or days that have any. */
export type Measure = 'work' | 'days';

/** Running totals over an endless row of days, computed in blocks on first use. */
export type DayTotals = {
  planOf: (day: number) => DayPlan;
  /** The sum from the start of `first` to the start of `last`. */
  sum: (measure: Measure, first: number, last: number) => number;
  /**
   * The day in which the sum from the start of `day` first reaches `target`, and how much of it falls into
   * that day.
   */
  seek: (measure: Measure, day: number, target: number) => { day: number; within: number };
};

const BLOCK_DAYS = 256;
const CACHED_BLOCKS = 512;
const HORIZON_BLOCKS = 60; // some forty years without an hour of work: the calendar is wrong

type Block = { plans: readonly DayPlan[]; work: Float64Array; days: Float64Array };

function buildBlock(plans: DayPlans, block: number): Block {
  const list: DayPlan[] = [];
  const work = new Float64Array(BLOCK_DAYS + 1);
  const days = new Float64Array(BLOCK_DAYS + 1);
  for (let i = 0; i < BLOCK_DAYS; i += 1) {
    const plan = plans.planOf(block * BLOCK_DAYS + i);
    list.push(plan);
    work[i + 1] = (work[i] ?? 0) + plan.total;
    days[i + 1] = (days[i] ?? 0) + (plan.total > 0 ? 1 : 0);
  }
  return { plans: list, work, days };
}

function blocksOf(plans: DayPlans): (block: number) => Block {
  const blocks = new Map<number, Block>();
  return (block) => {
    let known = blocks.get(block);
    if (known === undefined) {
      known = buildBlock(plans, block);
      if (blocks.size >= CACHED_BLOCKS) blocks.clear();
      blocks.set(block, known);
    }
    return known;
  };
}

/** The first index of an ascending array whose value reaches `target`. */
function firstReaching(rising: Float64Array, target: number): number {
  let low = 0;
  let high = rising.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rising[middle] ?? 0) >= target) high = middle;
    else low = middle + 1;
  }
  return low;
}

function locate(day: number): { block: number; index: number } {
  const block = Math.floor(day / BLOCK_DAYS);
  return { block, index: day - block * BLOCK_DAYS };
}

export function dayTotals(plans: DayPlans): DayTotals {
  const blockAt = blocksOf(plans);
  return {
    planOf: (day) => {
      const { block, index } = locate(day);
      return blockAt(block).plans[index] ?? plans.planOf(day);
    },
    sum: (measure, first, last) => {
      const [start, end] = [locate(first), locate(last)];
      let total =
        (blockAt(end.block)[measure][end.index] ?? 0) - (blockAt(start.block)[measure][start.index] ?? 0);
      for (let at = start.block; at < end.block; at += 1) total += blockAt(at)[measure][BLOCK_DAYS] ?? 0;
      return total;
    },
    seek: (measure, day, target) => {
      const { block, index } = locate(day);
      let wanted = target + (blockAt(block)[measure][index] ?? 0);
      for (let at = block; at < block + HORIZON_BLOCKS; at += 1) {
        const rising = blockAt(at)[measure];
        const whole = rising[BLOCK_DAYS] ?? 0;
        if (whole >= wanted) {
          const found = firstReaching(rising, wanted) - 1;
          return { day: at * BLOCK_DAYS + found, within: wanted - (rising[found] ?? 0) };
        }
        wanted -= whole;
      }
      throw refuse('CALENDAR_WITHOUT_HOURS');
    },
  };
}
