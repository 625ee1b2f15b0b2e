import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serviceAccountNames } from '@egov/keycloak';
import type { LoginSecrets } from './realm/tokens.ts';

/** Secrets as a cluster mounts them: one file each. */
export type SecretsFolder = Readonly<{
  /** Returns a secret; throws when there is none. */
  read: (name: string) => string;
  /**
   * The secret of every program that has one (`client-<name>`), and of the demonstration's people
   * (`account-password`).
   */
  logins: LoginSecrets;
}>;

export function secretsFolder(folder: string): SecretsFolder {
  const file = (name: string) => join(folder, name);
  const read = (name: string): string => {
    if (!existsSync(file(name))) throw new Error(`There is no secret ${name} in ${folder}.`);
    return readFileSync(file(name), 'utf8').trim();
  };
  const clientSecrets = Object.fromEntries(
    serviceAccountNames.flatMap((name) =>
      existsSync(file(`client-${name}`)) ? [[name, read(`client-${name}`)]] : [],
    ),
  );
  return {
    read,
    logins: {
      clientSecrets,
      accountPassword: existsSync(file('account-password')) ? read('account-password') : '',
    },
  };
}
