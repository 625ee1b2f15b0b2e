import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  defaultDataDir,
  describePlatform,
  platformFileOf,
  readPlatformFile,
  secretsOf,
  type Platform,
  type PlatformFile,
} from '@egov/local';
import { openPortals } from '@egov/local/browser';
import { demoAccounts } from '@egov/operations';
import { askedBy } from '@egov/platform';
import { z } from 'zod';
import { programOf } from '../bench/processes/program-of.ts';
import { applications } from '../bench/dossiers/applications.ts';
import type { Target } from './target.ts';

/** A platform to load, and what else a run may do to it. */
export type OpenTarget = Readonly<{
  target: Target;
  /** Its name in a report. */
  name: string;
  /**
   * The processes on this machine by name; empty where they run elsewhere. They change when one is replaced.
   */
  processes: () => Readonly<Record<string, number>>;
  /** The platform itself, where the run raised it. */
  own?: Readonly<{ platform: Platform; folder: string }>;
  close: () => Promise<void>;
}>;

const remote = z.strictObject({
  services: z.record(z.enum(askedBy('operations')), z.string().min(1)),
  plaintext: z.boolean().default(true),
  issuer: z.url(),
  staff: z.url().optional(),
  citizens: z.url().optional(),
  clientSecret: z.string().min(1),
  accountPassword: z.string().min(1),
});

/**
 * Raises a platform on free ports over `folder`, with the reference province, for one run alone; `env` is for
 * each of its Node processes.
 */
export async function raiseTarget(
  folder: string,
  say: (line: string) => void,
  env: Readonly<Record<string, string>> = {},
): Promise<OpenTarget> {
  // Each virtual user has its own address in X-Forwarded-For, as tries are limited by address.
  const { platform, close } = await openPortals(folder, {
    say,
    env: { TRUSTED_PROXIES: 'loopback', ...env },
    separate: true,
  });
  const described = () => describePlatform(platform, join(folder, 'keycloak', 'secrets.json'));
  return {
    target: targetOf(described()),
    name: 'a platform for this run',
    processes: () => programsOf(described().processes),
    own: { platform, folder },
    close,
  };
}

/** Returns the processes themselves, not their start scripts, as their memory and time count. */
const programsOf = (processes: Readonly<Record<string, number>> = {}): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(processes).map(([name, pid]) => [name, programOf(pid)]));

/** Opens the platform that `npm start` runs; throws where there is none. */
export function runningTarget(file: string | undefined): OpenTarget {
  const path = file ?? platformFileOf(defaultDataDir);
  const told = readPlatformFile(path);
  if (told === undefined)
    throw new Error(
      `No platform runs according to ${path}. Start one with npm start, ` +
        'raise one for the run with --isolated, or give one with --target.',
    );
  return {
    target: targetOf(told),
    name: 'the platform of npm start',
    processes: () => programsOf(told.processes),
    close: () => Promise.resolve(),
  };
}

/**
 * Opens a platform elsewhere, described by a JSON file; it must have the reference province. An error names
 * the wrong field.
 */
export function remoteTarget(file: string): OpenTarget {
  if (!existsSync(file)) throw new Error(`${file} does not exist.`);
  const read = remote.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!read.success)
    throw new Error(
      `${file}: ${read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`,
    );
  const { issuer, clientSecret, ...rest } = read.data;
  return {
    target: { ...rest, ...ofTheProvince(issuer, clientSecret) },
    name: rest.services.procedures,
    processes: () => ({}),
    close: () => Promise.resolve(),
  };
}

function targetOf({ services, issuer, secretsFile, staffPortal, citizenPortal }: PlatformFile): Target {
  const { clientSecrets, accountPassword } = secretsOf(secretsFile);
  return {
    services,
    plaintext: true,
    accountPassword,
    staff: staffPortal,
    citizens: citizenPortal,
    ...ofTheProvince(issuer, clientSecrets.demo),
  };
}

/** What every platform with the reference province has in common. */
function ofTheProvince(
  issuer: string,
  clientSecret: string,
): Pick<Target, 'tokens' | 'officials' | 'applications'> {
  const having = (role: string) => demoAccounts().filter(({ roles }) => roles.some((each) => each === role));
  const officials = [
    ...having('counter-official').map(({ username }) => ({ username, receives: true })),
    ...having('specialist').map(({ username }) => ({ username, receives: false })),
  ];
  return {
    tokens: { url: `${issuer}/protocol/openid-connect/token`, clientId: 'demo', clientSecret },
    officials,
    applications: applications(),
  };
}
