import { Command } from 'commander';
import { loadReferenceProvince } from './province/load-reference-province.ts';
import { clientsOf, withTarget, type Target } from './target-options.ts';

const SAID_EVERY = 100;

/** `load`: loads the reference province through the public API; a second run records only what is missing. */
export const loadCommand = (): Command =>
  withTarget(
    new Command('load').description(
      'Load the reference province through the public API: units, calendar, officials, procedures. ' +
        'A second run records only what is missing.',
    ),
  ).action(async (target: Target) => {
    const clients = clientsOf(target);
    const [proposer, publisher] = [clients('demo'), clients({ username: 'quantri' })];
    try {
      await loadReferenceProvince({ proposer, publisher }, (done, total) => {
        if (done % SAID_EVERY === 0 || done === total) process.stdout.write(`${done} of ${total}\n`);
      });
    } finally {
      proposer.close();
      publisher.close();
    }
  });
