import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  defaultDataDir,
  platformClients,
  platformFileOf,
  readPlatformFile,
  secretsOf,
  tokensOf,
  type PlatformClients,
} from '@egov/local';
import { raiseOwnPlatform } from '../platform/own-platform.ts';
import { ensureRecordedProcedure } from './recorded-procedure.ts';

/**
 * A platform that a replay goes to: with the recorded procedure, called in the name of the account `replay`.
 */
export type OpenPlatform = Readonly<{ clients: PlatformClients; close: () => Promise<void> }>;

/** Where a platform listens that no `platform.json` tells of. */
export type GivenAddress = Readonly<{
  directory?: string;
  procedures?: string;
  issuer?: string;
  secrets?: string;
}>;

/** Raises a platform on free ports over a temporary folder; `close` ends it and removes the folder. */
export async function openIsolated(): Promise<OpenPlatform> {
  const folder = await mkdtemp(join(tmpdir(), 'egov-replay-'));
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  // An impatient second Ctrl-C ends this process before its time; the folder goes then too.
  process.once('exit', remove);
  try {
    const { directory, procedures, tokenOf, stop } = await raiseOwnPlatform({ folder });
    const end = async (): Promise<void> => {
      await stop();
      remove();
    };
    return await open((account) => platformClients({ directory, procedures, token: tokenOf(account) }), end);
  } catch (error) {
    remove();
    throw error;
  }
}

/** Opens the platform that `npm start` runs, or one at given addresses. */
export async function openRunning(file: string | undefined, given: GivenAddress): Promise<OpenPlatform> {
  const path = file ?? platformFileOf(defaultDataDir);
  const told = readPlatformFile(path);
  const address = { ...told, ...given, secretsFile: given.secrets ?? told?.secretsFile };
  const { directory, procedures, issuer, secretsFile } = address;
  if (!directory || !procedures || !issuer || !secretsFile) {
    throw new Error(
      `No platform runs as far as ${path} tells. Start one with npm start, or let the replay raise its own with --isolated.`,
    );
  }
  const token = tokensOf(issuer, secretsOf(secretsFile));
  return open(
    (account) => platformClients({ directory, procedures, token: () => token(account) }),
    () => Promise.resolve(),
  );
}

async function open(
  clientsOf: (account: 'replay' | 'demo') => PlatformClients,
  end: () => Promise<void>,
): Promise<OpenPlatform> {
  const [clients, publisher] = [clientsOf('replay'), clientsOf('demo')];
  const close = async (): Promise<void> => {
    clients.close();
    await end();
  };
  try {
    await ensureRecordedProcedure({ proposer: clients, publisher });
    return { clients, close };
  } catch (error) {
    await close();
    throw error;
  } finally {
    publisher.close();
  }
}
