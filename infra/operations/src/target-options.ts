import { askedBy } from '@egov/platform';
import type { Command } from 'commander';
import { platformClients, type PlatformClients, type Urls } from './province/platform-clients.ts';
import { tokensOf, type Caller } from './realm/tokens.ts';
import { secretsFolder } from './secrets-folder.ts';

/** Where a platform is, from the options of a command. */
export type Target = Urls & Readonly<{ issuer: string; secrets: string }>;

/** Adds the options for where a platform is. */
export const withTarget = (command: Command): Command =>
  askedBy('operations')
    .reduce<Command>(
      (each, name) => each.requiredOption(`--${name} <url>`, `address of ${name}, grpc://host:port`),
      command,
    )
    .requiredOption('--issuer <url>', 'issuer of tokens')
    .requiredOption('--secrets <folder>', 'folder of the secrets: client-<program>, account-password');

/** Opens clients of the platform in the name of an account. */
export function clientsOf({ issuer, secrets, ...services }: Target): (caller: Caller) => PlatformClients {
  const tokens = tokensOf(issuer, secretsFolder(secrets).logins);
  return (caller) => platformClients({ services, token: () => tokens(caller) });
}
