import type { Assumptions, Demand, Measurements } from './inputs.ts';
import { sizeOf, type Size } from './size.ts';

type Inputs = Readonly<{ assumptions: Assumptions; measurements: Measurements; demands: readonly Demand[] }>;

const columns: readonly (readonly [head: string, of: (size: Size) => string])[] = [
  ['dossiers a second, average', ({ livesOnAverage }) => rate(livesOnAverage)],
  ['at the peak', ({ livesAtPeak }) => rate(livesAtPeak)],
  ['pages at the peak', ({ pagesAtPeak }) => rate(pagesAtPeak)],
  ['appends at the peak', ({ appendsAtPeak }) => rate(appendsAtPeak)],
  ['cores, services and portals', ({ cores }) => rate(cores)],
  ['cores, event log', ({ coresOfLog }) => rate(coresOfLog)],
  [
    'partitions (machines)',
    ({ partitions, logNodes }) =>
      `${partitions.toLocaleString('en-US')} (${logNodes.toLocaleString('en-US')})`,
  ],
  ['log a year', ({ logGigabytes }) => bytes(logGigabytes)],
  ['read model a year', ({ readModelGigabytes }) => bytes(readModelGigabytes)],
];

/**
 * The tables of the capacity document in Markdown: what was measured, what is assumed, and what follows for
 * each demand.
 */
export function capacityTables({ assumptions, measurements, demands }: Inputs): string {
  const { at, machine, loadBefore, ...measured } = measurements;
  const busy =
    loadBefore > 1
      ? `; **it was busy when this began, load ${rate(loadBefore)}: ` +
        'rates are too low, so what follows is on the high side**'
      : '';
  return [
    `Measured on ${at.slice(0, 10)} (${machine}${busy}):`,
    '',
    ...table(
      ['of one dossier or machine', 'value', 'by'],
      Object.entries(measured).map(([name, { value, unit, by }]) => [
        spoken(name),
        `${rate(value)} ${unit}`,
        by,
      ]),
    ),
    '',
    'Assumed or chosen:',
    '',
    ...table(
      ['', 'value', 'from'],
      Object.entries(assumptions).map(([name, { value, source }]) => [spoken(name), rate(value), source]),
    ),
    '',
    'What follows:',
    '',
    ...table(
      ['demand', 'dossiers a year', ...columns.map(([head]) => head)],
      demands.map((demand) => [
        demand.name,
        demand.dossiersAYear.toLocaleString('en-US'),
        ...columns.map(([, of]) => of(sizeOf(demand, measurements, assumptions))),
      ]),
    ),
    '',
    ...demands.map(({ name, source }) => `- *${name}*: ${source}.`),
  ].join('\n');
}

const table = (heads: readonly string[], rows: readonly (readonly string[])[]): readonly string[] => [
  `| ${heads.join(' | ')} |`,
  `|${heads.map(() => '---').join('|')}|`,
  ...rows.map((cells) => `| ${cells.join(' | ')} |`),
];

/** `cpuOfLifeInLog` as `cpu of life in log`. */
const spoken = (name: string): string => name.replaceAll(/[A-Z]/gu, (letter) => ` ${letter.toLowerCase()}`);
const rate = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en-US') : String(Number(value.toPrecision(2)));
const bytes = (gigabytes: number): string =>
  gigabytes >= 1_000
    ? `${rate(gigabytes / 1_000)} TB`
    : gigabytes >= 1
      ? `${rate(gigabytes)} GB`
      : `${rate(gigabytes * 1_000)} MB`;
