import type { Command } from 'commander';
import { platformClients, type PlatformClients } from './province/platform-clients.ts';
import { tokensOf, type Caller } from './realm/tokens.ts';
import { secretsFolder } from './secrets-folder.ts';

/** Where a platform is, as the commands are told it. */
export type Target = Readonly<{ directory: string; procedures: string; issuer: string; secrets: string }>;

/** Adds the options that say where a platform is. */
export const withTarget = (command: Command): Command =>
  command
    .requiredOption('--directory <url>', 'address of the directory service, grpc://host:port')
    .requiredOption('--procedures <url>', 'address of the procedures service')
    .requiredOption('--issuer <url>', 'issuer of tokens')
    .requiredOption('--secrets <folder>', 'folder of the secrets: client-<program>, account-password');

/** Clients of the platform in whoever's name. */
export function clientsOf({
  directory,
  procedures,
  issuer,
  secrets,
}: Target): (caller: Caller) => PlatformClients {
  const tokens = tokensOf(issuer, secretsFolder(secrets).logins);
  return (caller) => platformClients({ directory, procedures, token: () => tokens(caller) });
}
