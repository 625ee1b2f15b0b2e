import { DossierState } from '@egov/proto/egov/procedures/v1/dossier';
import { Command } from 'commander';
import { applicationsOf } from './lives/application.ts';
import { live } from './lives/life.ts';
import { clientsOf, withTarget, type Target } from './target-options.ts';

/**
 * `check`: takes one dossier through its life and reads it back; exits with 1 and one line at the first
 * fault.
 */
export const checkCommand = (): Command =>
  withTarget(
    new Command('check').description(
      'Take one dossier of a demonstration through its life, received to returned, and read it back.',
    ),
  ).action(async (target: Target) => {
    const clients = clientsOf(target)('demo');
    try {
      const { dossierId, code, position } = await live(
        clients,
        (await applicationsOf(clients))[0],
        (act, milliseconds, error) => {
          if (error !== undefined) throw error;
          process.stdout.write(`${act} in ${Math.round(milliseconds)} ms\n`);
        },
      );
      const { dossier } = await clients.dossierQueries.getDossier({
        dossierId,
        minPosition: position,
      });
      if (dossier?.state !== DossierState.DOSSIER_STATE_RETURNED)
        throw new Error(
          `Dossier ${code} was returned, and reads ${dossier?.state ?? 'as if it were not there'}.`,
        );
      process.stdout.write(`Dossier ${code} was taken through its life.\n`);
    } finally {
      clients.close();
    }
  });
