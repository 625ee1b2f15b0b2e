import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { serviceAccountNames, type ServiceAccountName } from '@egov/keycloak';
import { z } from 'zod';

const schema = z.strictObject({
  adminPassword: z.string().min(16),
  /** Password of all demo accounts. */
  accountPassword: z.string().min(12),
  clientSecrets: z.record(
    z.enum(serviceAccountNames as [ServiceAccountName, ...ServiceAccountName[]]),
    z.string().min(32),
  ),
});

/** The secrets of a data directory. */
export type Secrets = z.infer<typeof schema>;

/**
 * Reads the secrets of a data directory, generating them first where there are none; only the owner can read
 * the file.
 */
export function secretsOf(file: string): Secrets {
  if (existsSync(file)) {
    const known = schema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    if (!known.success)
      throw new Error(
        `${file} was changed or damaged (${known.error.issues[0]?.path.join('.')}): ` + 'start with --fresh.',
      );
    return known.data;
  }
  const secret = () => randomBytes(32).toString('base64url');
  const drawn: Secrets = {
    adminPassword: randomBytes(15).toString('base64url'),
    accountPassword: randomBytes(12).toString('base64url'),
    clientSecrets: Object.fromEntries(
      serviceAccountNames.map((name) => [name, secret()]),
    ) as Secrets['clientSecrets'],
  };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(drawn, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  return drawn;
}
