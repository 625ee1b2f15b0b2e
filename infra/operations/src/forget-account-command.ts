import { Command } from 'commander';
import { bootstrapClient } from './realm/bootstrap-client.ts';
import { forgetAccount } from './realm/forget-account.ts';
import { secretsFolder } from './secrets-folder.ts';

type Flags = Readonly<{ keycloak: string; secrets: string; bootstrapClient: string }>;

/** `forget-account`: deletes the login of a citizen who was forgotten. */
export const forgetAccountCommand = (): Command =>
  new Command('forget-account')
    .description("Delete a forgotten citizen's account at Keycloak; the page of personal data gives the id.")
    .argument('<person>', "the person's id")
    .requiredOption('--keycloak <url>', 'address of Keycloak')
    .requiredOption('--secrets <folder>', 'folder of the secret bootstrap-client')
    .option('--bootstrap-client <id>', 'client that Keycloak was first started with', 'egov-bootstrap')
    .action(async (person: string, flags: Flags) => {
      const server = flags.keycloak.replace(/\/$/u, '');
      const secret = secretsFolder(flags.secrets).read('bootstrap-client');
      const logIn = bootstrapClient(server, flags.bootstrapClient, secret);
      const outcome = await forgetAccount({ server, logIn }, person);
      process.stdout.write(
        outcome === 'deleted'
          ? 'The account was deleted.\n'
          : 'They have no account: nothing is left to do.\n',
      );
    });
