import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type GrantPrivateKey, newGrantKey } from '@egov/chassis/runtime';

/** Generates a key for signing grants, and writes it where a service reads it. */
export async function grantKeyFile(): Promise<Readonly<{ granting: GrantPrivateKey; file: string }>> {
  const granting = await newGrantKey();
  const file = join(tmpdir(), `egov-grant-${randomUUID()}.key`);
  await writeFile(file, JSON.stringify(granting), { mode: 0o600 });
  return { granting, file };
}
