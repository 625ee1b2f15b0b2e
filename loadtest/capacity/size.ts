import type { Assumptions, Demand, Measurements } from './inputs.ts';

/**
 * What a demand needs. Rates are per second, on average over office hours and in the busiest minute of the
 * year.
 */
export type Size = Readonly<{
  livesOnAverage: number;
  livesAtPeak: number;
  appendsAtPeak: number;
  pagesAtPeak: number;
  /** Cores of the services and portals together, and of the event log. */
  cores: number;
  coresOfLog: number;
  /** Partitions of the event log, and machines of all their clusters. */
  partitions: number;
  logNodes: number;
  /** Gigabytes a year. */
  logGigabytes: number;
  readModelGigabytes: number;
}>;

const secondsAnHour = 3_600;
const millisecondsASecond = 1_000;
const bytesAGigabyte = 1e9;

/** Computes what a demand needs from the measured cost of one dossier. */
export function sizeOf(
  { dossiersAYear }: Pick<Demand, 'dossiersAYear'>,
  measured: Measurements,
  assumed: Assumptions,
): Size {
  const livesOnAverage =
    dossiersAYear / (assumed.workingDays.value * assumed.hoursADay.value * secondsAnHour);
  const livesAtPeak =
    livesOnAverage * assumed.busiestDay.value * assumed.busiestHour.value * assumed.busiestMinute.value;
  const appendsAtPeak = livesAtPeak * measured.appendsOfLife.value;
  const pagesAtPeak = livesAtPeak * assumed.pagesADossier.value;
  const coresFor = (millisecondsASecondOfWork: number): number =>
    millisecondsASecondOfWork / millisecondsASecond / assumed.utilisation.value;
  const workOfServices =
    livesAtPeak * (measured.cpuOfLife.value - measured.cpuOfLifeInLog.value) +
    pagesAtPeak * measured.cpuOfPage.value;
  const partitions = Math.max(
    1,
    Math.ceil(appendsAtPeak / (measured.appendsOfLog.value * assumed.logUtilisation.value)),
  );
  return {
    livesOnAverage,
    livesAtPeak,
    appendsAtPeak,
    pagesAtPeak,
    cores: coresFor(workOfServices),
    coresOfLog: coresFor(livesAtPeak * measured.cpuOfLifeInLog.value),
    partitions,
    logNodes: partitions * assumed.nodesAPartition.value,
    logGigabytes: (dossiersAYear * measured.bytesInLog.value) / bytesAGigabyte,
    readModelGigabytes: (dossiersAYear * measured.bytesInReadModel.value) / bytesAGigabyte,
  };
}
