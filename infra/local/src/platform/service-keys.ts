import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { grantPublicKey, newGrantKey, readGrantKey } from '@egov/chassis/runtime';
import { grantingServices, type GrantingServiceName } from '@egov/platform';

/** The files of the keys that services need. */
export type ServiceKeys = Readonly<{
  /** Wraps the keys of persons. */
  masterKeyFile: string;
  /** What a service signs its grants with. */
  grantKeyFile: (name: GrantingServiceName) => string;
  /** The public keys by which services verify the grants of others. */
  grantKeysFile: string;
}>;

const KEY_BYTES = 32;

/** Generates the missing keys of a platform in a folder. */
export async function serviceKeysIn(folder: string): Promise<ServiceKeys> {
  mkdirSync(folder, { recursive: true });
  const masterKeyFile = kept(join(folder, 'master.key'), randomBytes(KEY_BYTES));
  const grantKeyFile = (name: GrantingServiceName) => join(folder, `${name}-grant.key`);
  const grantKeysFile = join(folder, 'grant-keys.json');
  const trusted = await Promise.all(
    grantingServices.map(async (name) => {
      const file = kept(grantKeyFile(name), JSON.stringify(await newGrantKey()));
      return [name, [grantPublicKey(readGrantKey(readFileSync(file, 'utf8')))]] as const;
    }),
  );
  writeFileSync(grantKeysFile, `${JSON.stringify(Object.fromEntries(trusted))}\n`);
  return { masterKeyFile, grantKeyFile, grantKeysFile };
}

function kept(file: string, content: string | Buffer): string {
  if (!existsSync(file)) writeFileSync(file, content, { mode: 0o600, flag: 'wx' });
  return file;
}
