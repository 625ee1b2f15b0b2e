import { DAY_MS } from '@egov/chassis/domain';
import { Command, InvalidArgumentError } from 'commander';
import { applicationsOf } from './lives/application.ts';
import { live } from './lives/life.ts';
import { atATime } from './province/at-a-time.ts';
import { clientsOf, withTarget, type Target } from './target-options.ts';

const WIDTH = 32;
const SAID_EVERY = 10_000;
/** They were received over so many days, as a day of an agency has 9,999 codes. */
const DAYS = 100;

const daysAgo = (days: number): Date => new Date(Date.now() - days * DAY_MS);

const whole = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 10_000_000)
    throw new InvalidArgumentError('A whole number from 1 to 10000000 is required.');
  return value;
};

/**
 * `fill`: receives dossiers and leaves them there, so that a backup or a search has something to do; the
 * first refusal ends it.
 */
export const fillCommand = (): Command =>
  withTarget(
    new Command('fill').description(
      'Receive this many dossiers of a demonstration at the counter, over the last hundred days, ' +
        'as fast as the platform takes them.',
    ),
  )
    .requiredOption('--dossiers <count>', 'how many', whole)
    .action(async ({ dossiers, ...target }: Target & Readonly<{ dossiers: number }>) => {
      const clients = clientsOf(target)('demo');
      try {
        const applications = await applicationsOf(clients);
        const began = performance.now();
        let received = 0;
        await atATime(
          WIDTH,
          Array.from({ length: dossiers }, (_, turn) => turn),
          async (turn) => {
            const application = applications[turn % applications.length] ?? applications[0];
            await live(
              clients,
              application,
              (_act, _milliseconds, error) => {
                if (error !== undefined) throw error;
              },
              { wanted: ['received'], occurred: daysAgo(1 + (turn % DAYS)) },
            );
            received += 1;
            if (received % SAID_EVERY === 0) process.stdout.write(`${received} of ${dossiers} dossiers\n`);
          },
        );
        process.stdout.write(
          `${dossiers} dossiers received, ` +
            `${Math.round(dossiers / ((performance.now() - began) / 1_000))} a second.\n`,
        );
      } finally {
        clients.close();
      }
    });
