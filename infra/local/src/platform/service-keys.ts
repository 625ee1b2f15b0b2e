import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { grantPublicKey, newChainKeys, newGrantKey, readGrantKey } from '@egov/chassis/runtime';
import {
  eventServiceNames,
  grantingServices,
  type EventServiceName,
  type GrantingServiceName,
} from '@egov/platform';

/** The files of the keys that services need. */
export type ServiceKeys = Readonly<{
  /** Wraps the keys of persons. */
  masterKeyFile: string;
  /** The keys with which a service proves its events. */
  chainKeysFile: (name: EventServiceName) => string;
  /** Computes ids of persons from their numbers, and secrets of slips. */
  lookupKeyFile: string;
  /** What a service signs its grants with. */
  grantKeyFile: (name: GrantingServiceName) => string;
  /** The public keys by which services verify the grants of others. */
  grantKeysFile: string;
}>;

const KEY_BYTES = 32;

/**
 * Generates the missing keys of a platform in a folder. `endOfLog` returns where a log ends that was begun
 * before there were keys of chains, undefined for a new one.
 */
export async function serviceKeysIn(
  folder: string,
  endOfLog: () => bigint | undefined = () => undefined,
): Promise<ServiceKeys> {
  mkdirSync(folder, { recursive: true });
  const masterKeyFile = await kept(join(folder, 'master.key'), () => randomBytes(KEY_BYTES));
  const lookupKeyFile = await kept(join(folder, 'lookup.key'), () => randomBytes(KEY_BYTES));
  const chainKeysFile = (name: EventServiceName) => join(folder, `${name}-chain.json`);
  for (const name of eventServiceNames)
    await kept(chainKeysFile(name), () => JSON.stringify(newChainKeys(endOfLog())));
  const grantKeyFile = (name: GrantingServiceName) => join(folder, `${name}-grant.key`);
  const grantKeysFile = join(folder, 'grant-keys.json');
  const trusted = await Promise.all(
    grantingServices.map(async (name) => {
      const file = await kept(grantKeyFile(name), async () => JSON.stringify(await newGrantKey()));
      return [name, [grantPublicKey(readGrantKey(readFileSync(file, 'utf8')))]] as const;
    }),
  );
  writeFileSync(grantKeysFile, `${JSON.stringify(Object.fromEntries(trusted))}\n`);
  return { masterKeyFile, lookupKeyFile, chainKeysFile, grantKeyFile, grantKeysFile };
}

type Content = string | Buffer;

async function kept(file: string, content: () => Content | Promise<Content>): Promise<string> {
  if (!existsSync(file)) writeFileSync(file, await content(), { mode: 0o600, flag: 'wx' });
  return file;
}
