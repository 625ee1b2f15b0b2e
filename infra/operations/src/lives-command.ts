import { DossierState } from '@egov/proto/egov/procedures/v1/dossier';
import { Command, InvalidArgumentError } from 'commander';
import { applicationsOf } from './lives/application.ts';
import { live, type Act, type Life } from './lives/life.ts';
import { tally } from './lives/tally.ts';
import type { PlatformClients } from './province/platform-clients.ts';
import { atATime } from './province/at-a-time.ts';
import { clientsOf, withTarget, type Target } from './target-options.ts';

const READ_WIDTH = 8;
const ACTS_A_LIFE = 4;

/** The state in which each act leaves a dossier. */
const leaves: Readonly<Record<Act, DossierState>> = {
  received: DossierState.DOSSIER_STATE_ACCEPTED,
  'handed over': DossierState.DOSSIER_STATE_IN_PROGRESS,
  released: DossierState.DOSSIER_STATE_RESOLVED,
  returned: DossierState.DOSSIER_STATE_RETURNED,
};

const positive = (text: string): number => {
  const value = Number(text);
  if (!(value > 0 && value <= 3_600))
    throw new InvalidArgumentError('A number above 0, up to 3600, is required.');
  return value;
};

/** `lives`: plays whole lives at a steady rate and then reads back everything that was acknowledged. */
export const livesCommand = (): Command =>
  withTarget(
    new Command('lives').description(
      'Take dossiers of a demonstration through their lives at a steady rate, ' +
        'then read back everything that was acknowledged; prints one JSON line. ' +
        'Exits with 1 when something acknowledged is lost or a code was assigned twice.',
    ),
  )
    .option('--rate <commands>', 'commands a second', positive, 50)
    .option('--for <seconds>', 'how long', positive, 30)
    .action(async ({ rate, for: seconds, ...target }: Target & Readonly<{ rate: number; for: number }>) => {
      const clients = clientsOf(target)('demo');
      try {
        const result = await run(clients, rate, seconds);
        process.stdout.write(`${JSON.stringify(result)}\n`);
        if (result.lost > 0 || result.sameCode > 0) process.exitCode = 1;
      } finally {
        clients.close();
      }
    });

async function run(clients: PlatformClients, rate: number, seconds: number) {
  const applications = await applicationsOf(clients);
  const counted = tally();
  const lives: Promise<Life>[] = [];
  const total = Math.max(1, Math.round((rate / ACTS_A_LIFE) * seconds));
  const began = performance.now();
  // Each begins when it is due, whether or not earlier ones have ended, so that a stalled platform shows in
  // the figures.
  for (let turn = 0; turn < total; turn += 1) {
    const due = began + (turn * ACTS_A_LIFE * 1_000) / rate;
    const wait = due - performance.now();
    if (wait > 0)
      await new Promise((resolve) => {
        setTimeout(resolve, wait);
      });
    lives.push(
      live(
        clients,
        applications[turn % applications.length] ?? applications[0],
        (_act, milliseconds, error) => counted.told(milliseconds, error),
      ),
    );
  }
  const lived = (await Promise.all(lives)).filter(({ last }) => last !== undefined);
  const codes = new Set(lived.map(({ code }) => code));
  let lost = 0;
  await atATime(READ_WIDTH, lived, async (life) => {
    if (!(await isThere(clients, life))) lost += 1;
  });
  return counted.result(lived.length, lost, lived.length - codes.size);
}

/** At least as far as was acknowledged, as a command that failed may still have been carried out. */
async function isThere(
  { dossierQueries }: PlatformClients,
  { dossierId, last, code, position }: Life,
): Promise<boolean> {
  const { dossier } = await dossierQueries.getDossier({
    dossierId,
    minPosition: position,
  });
  const order = Object.values(leaves);
  return (
    dossier?.code === code &&
    last !== undefined &&
    order.indexOf(dossier.state) >= order.indexOf(leaves[last])
  );
}
