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
  type PlatformFile,
} from '@egov/local';
import { askedBy, type AskedBy } from '@egov/platform';
import { raiseOwnPlatform } from '../platform/own-platform.ts';
import { ensureRecordedProcedure } from './recorded-procedure.ts';

/**
 * A platform that a replay goes to: with the recorded procedure, called in the name of the account `replay`.
 */
export type OpenPlatform = Readonly<{ clients: PlatformClients; close: () => Promise<void> }>;

/** The addresses of a platform without a `platform.json`. */
export type GivenAddress = Readonly<Partial<Record<AskedBy<'operations'>, string>>> &
  Readonly<{ issuer?: string; secrets?: string }>;

/** Raises a platform on free ports over a temporary folder; `close` ends it and removes the folder. */
export async function openIsolated(): Promise<OpenPlatform> {
  const folder = await mkdtemp(join(tmpdir(), 'egov-replay-'));
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  // A second Ctrl-C ends this process at once; the folder is then removed too.
  process.once('exit', remove);
  try {
    const { services, tokenOf, stop } = await raiseOwnPlatform({ folder });
    const end = async (): Promise<void> => {
      await stop();
      remove();
    };
    return await open((account) => platformClients({ services, token: tokenOf(account) }), end);
  } catch (error) {
    remove();
    throw error;
  }
}

/** Opens the platform that `npm start` runs, or one at given addresses. */
export async function openRunning(file: string | undefined, given: GivenAddress): Promise<OpenPlatform> {
  const path = file ?? platformFileOf(defaultDataDir);
  const told = readPlatformFile(path);
  const services = { ...told?.services, ...servicesOf(given) };
  const { issuer = told?.issuer, secrets: secretsFile = told?.secretsFile } = given;
  if (!isWhole(services) || !issuer || !secretsFile) {
    throw new Error(
      `No platform runs according to ${path}. Start one with npm start, ` +
        'or let the replay raise its own with --isolated.',
    );
  }
  const token = tokensOf(issuer, secretsOf(secretsFile));
  return open(
    (account) => platformClients({ services, token: () => token(account) }),
    () => Promise.resolve(),
  );
}

type Services = PlatformFile['services'];

const servicesOf = (given: GivenAddress): Partial<Services> =>
  Object.fromEntries(
    askedBy('operations').flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]]])),
  );

const isWhole = (services: Partial<Services>): services is Services =>
  askedBy('operations').every((name) => services[name] !== undefined);

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
