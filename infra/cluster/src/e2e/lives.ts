import type { Tally } from '@egov/operations';
import { startOperation } from './operation.ts';
import type { Site } from './site.ts';

/** A load that runs in the cluster while it is changed. */
export type Load = Readonly<{ result: () => Promise<Tally> }>;

let started = 0;

/** Starts whole lives at a steady rate from a pod with the rights of the chart's own check and no others. */
export async function startLives(site: Site, rate: number, seconds: number): Promise<Load> {
  started += 1;
  const { output } = await startOperation(site, {
    name: `lives-${started}`,
    args: (given) => ['lives', ...given.slice(1), '--rate', String(rate), '--for', String(seconds)],
  });
  return {
    result: async () => {
      const said = await output(Math.round(seconds * 2 + 120));
      const line = said.split('\n').at(-1) ?? '';
      if (!line.startsWith('{')) throw new Error(`The load could not run: ${said}`);
      return JSON.parse(line) as Tally;
    },
  };
}

/** One line of a report. */
export const livesLine = ({
  commands,
  failed,
  lost,
  sameCode,
  p95,
  longestSilence,
  failures,
}: Tally): string =>
  `${commands} commands, ${failed} failed, ${lost} lost, ${sameCode} codes given twice, ` +
  `p95 ${p95} ms, longest silence ${longestSilence} ms${
    failed === 0
      ? ''
      : ` (${Object.entries(failures)
          .map(([why, times]) => `${times} × ${why}`)
          .join('; ')})`
  }`;

/** Throws when anything acknowledged was lost or a code given twice; with `none`, when a command failed. */
export function requireWhole(lives: Tally, failures: 'some' | 'none'): void {
  if (lives.lost > 0 || lives.sameCode > 0 || lives.lives === 0 || (failures === 'none' && lives.failed > 0))
    throw new Error(livesLine(lives));
}
