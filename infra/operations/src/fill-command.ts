import { Command, InvalidArgumentError } from 'commander';
import { anyApplication } from './lives/application.ts';
import { live } from './lives/life.ts';
import { atATime } from './province/at-a-time.ts';
import { clientsOf, withTarget, type Target } from './target-options.ts';

const WIDTH = 32;
const SAID_EVERY = 10_000;

const whole = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 10_000_000) throw new InvalidArgumentError('A whole number from 1 to 10000000 is needed.');
  return value;
};

/** `fill`: dossiers received and left at that, so that a backup or a search has something to do; the first that is refused ends it. */
export const fillCommand = (): Command => withTarget(new Command('fill')
  .description('Receive so many dossiers of a demonstration at the counter, as fast as the platform takes them.'))
  .requiredOption('--dossiers <count>', 'how many', whole)
  .action(async ({ dossiers, ...target }: Target & Readonly<{ dossiers: number }>) => {
    const clients = clientsOf(target)('demo');
    try {
      const application = await anyApplication(clients.catalogue);
      const began = performance.now();
      let received = 0;
      await atATime(WIDTH, Array.from({ length: dossiers }, () => application), async () => {
        await live(clients, application, (_act, _milliseconds, error) => { if (error !== undefined) throw error; }, ['received']);
        received += 1;
        if (received % SAID_EVERY === 0) process.stdout.write(`${received} of ${dossiers} dossiers\n`);
      });
      process.stdout.write(`${dossiers} dossiers received, ${Math.round(dossiers / ((performance.now() - began) / 1_000))} a second.\n`);
    } finally {
      clients.close();
    }
  });
