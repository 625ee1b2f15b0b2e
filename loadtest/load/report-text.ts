import type { Compared } from './kept-run.ts';
import type { LoadResult } from './load-result.ts';

const shownNumber = (value: number): string =>
  Number.isInteger(value) ? value.toLocaleString('en-US') : value.toFixed(value < 10 ? 2 : 1);

/** Formats a figure. */
export const shownFigure = (value: number, unit: string): string =>
  `${shownNumber(value)}${unit === '' || unit.startsWith('/') ? unit : ` ${unit}`}`;

/** Formats how a figure compares with the kept run. */
export const shownChange = ({ change }: Compared): string =>
  change === undefined ? '' : `${change >= 0 ? '+' : '−'}${Math.abs(change * 100).toFixed(0)} %`;

/** Formats the results of a run for a terminal. */
export function reportText(
  { promises, complaints, events, profile = [] }: LoadResult,
  compared: readonly Compared[],
): string {
  return [
    ...compared.map((each) =>
      (
        `  ${each.figure.name.padEnd(34)} ` +
        `${shownFigure(each.figure.value, each.figure.unit).padStart(12)}  ${shownChange(each)}`
      ).trimEnd(),
    ),
    '',
    ...events.map(({ at, what }) => `  at ${at} s: ${what}`),
    ...complaints.map(({ what, times }) => `  ${times} × ${what}`),
    ...profile.flatMap(({ process, workSeconds, parts }) => [
      `  ${process}: ${workSeconds.toFixed(1)} s of work`,
      ...parts.map(({ part, share }) => `    ${(share * 100).toFixed(1).padStart(5)} %  ${part}`),
    ]),
    ...promises.map(
      ({ measure, must, was, kept }) => `  ${kept ? 'kept  ' : 'BROKEN'}  ${measure} ${must}: ${was}`,
    ),
  ].join('\n');
}
