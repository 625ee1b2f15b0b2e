import { randomBytes } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type GrantPrivateKey, newGrantKey } from '@egov/chassis/runtime';

/** The keys of a service, in files of a folder, by the variables that name them. */
export type KeyFiles = Readonly<{
  granting: GrantPrivateKey;
  folder: string;
  files: Readonly<Record<'GRANT_KEY_FILE' | 'LOOKUP_KEY_FILE', string>>;
}>;

/** Generates the keys that the service reads when it starts. */
export async function keyFiles(): Promise<KeyFiles> {
  const granting = await newGrantKey();
  const folder = await mkdtemp(join(tmpdir(), 'egov-keys-'));
  const files = {
    GRANT_KEY_FILE: join(folder, 'grant.key'),
    LOOKUP_KEY_FILE: join(folder, 'lookup.key'),
  };
  await writeFile(files.GRANT_KEY_FILE, JSON.stringify(granting), { mode: 0o600 });
  await writeFile(files.LOOKUP_KEY_FILE, randomBytes(32), { mode: 0o600 });
  return { granting, folder, files };
}
