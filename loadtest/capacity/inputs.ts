import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const given = z.strictObject({ value: z.number().positive(), source: z.string().min(1) });
const assumptionsSchema = z.strictObject({
  workingDays: given,
  hoursADay: given,
  busiestDay: given,
  busiestHour: given,
  busiestMinute: given,
  pagesADossier: given,
  utilisation: given,
  logUtilisation: given,
  nodesAPartition: given,
});
const measured = z.strictObject({
  value: z.number().positive(),
  unit: z.string().min(1),
  by: z.string().min(1),
});
const measurementsSchema = z.strictObject({
  at: z.iso.datetime(),
  machine: z.string().min(1),
  /** The system load before it began; above one, the machine was busy. */
  loadBefore: z.number().nonnegative(),
  /** Processor time for one life of all processes of the platform, and of the event log alone. */
  cpuOfLife: measured,
  cpuOfLifeInLog: measured,
  cpuOfPage: measured,
  /** Bytes that one life adds to the event log and to the read model. */
  bytesInLog: measured,
  bytesInReadModel: measured,
  appendsOfLife: measured,
  appendsOfLog: measured,
});
const demandsSchema = z
  .array(
    z.strictObject({ name: z.string().min(1), dossiersAYear: z.int().positive(), source: z.string().min(1) }),
  )
  .min(1);

/** What is assumed or chosen, each with its source. */
export type Assumptions = z.infer<typeof assumptionsSchema>;
/** What was measured, on which machine, and how. */
export type Measurements = z.infer<typeof measurementsSchema>;
/** How many dossiers a year to handle, and whose. */
export type Demand = z.infer<typeof demandsSchema>[number];

/** Where the measurements are kept. */
export const measurementsFile = join(import.meta.dirname, 'measurements.json');

/** Reads the three data files; an error names the file and the field. */
export const readInputs = (): Readonly<{
  assumptions: Assumptions;
  measurements: Measurements;
  demands: readonly Demand[];
}> => ({
  assumptions: read('assumptions.json', assumptionsSchema),
  measurements: read('measurements.json', measurementsSchema),
  demands: read('demands.json', demandsSchema),
});

function read<Data>(name: string, schema: z.ZodType<Data>): Data {
  const found = schema.safeParse(JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8')));
  if (!found.success)
    throw new Error(
      `${name}: ${found.error.issues[0]?.path.join('.') ?? ''} ${found.error.issues[0]?.message ?? ''}`,
    );
  return found.data;
}
