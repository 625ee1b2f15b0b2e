import { z } from 'zod';
import { readRecords } from './read-records.ts';
import type { ReferenceDuration } from './values.ts';

const stepRecord = z.strictObject({
  id: z.string(),
  name: z.string(),
  role: z.string(),
  share: z.number().positive().max(1),
});

export type ReferenceStep = {
  id: string;
  name: string;
  role: string;
  share: number;
  duration: ReferenceDuration | null;
};

const HOURS_OF_A_WORKING_DAY = 8;
const QUARTERS_OF_AN_HOUR = 4;

/**
 * The time of a step in working hours, to the quarter; null where the whole is not measured in working time.
 */
function partOf(whole: ReferenceDuration | null, share: number): ReferenceDuration | null {
  if (whole === null || whole.unit === 'calendar-days' || whole.unit === 'months') return null;
  const hours = whole.unit === 'working-days' ? whole.amount * HOURS_OF_A_WORKING_DAY : whole.amount;
  const quarters = Math.max(1, Math.floor(hours * share * QUARTERS_OF_AN_HOUR));
  return { unit: 'working-hours', amount: quarters / QUARTERS_OF_AN_HOUR };
}

export const readSteps = () => readRecords('steps.json', stepRecord);

/** The usual steps of a dossier with their shares of its time, which are reference values, not law. */
export const stepsFor = (
  steps: readonly z.infer<typeof stepRecord>[],
  whole: ReferenceDuration | null,
): readonly ReferenceStep[] => steps.map((step) => ({ ...step, duration: partOf(whole, step.share) }));
