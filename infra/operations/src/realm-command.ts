import { egovRealm } from '@egov/keycloak';
import { Command, Option } from 'commander';
import { bootstrapClient } from './realm/bootstrap-client.ts';
import { demoAccounts } from './realm/demo-accounts.ts';
import { passwordCredential } from './realm/password-credential.ts';
import { appliedLines, realmAdmin } from './realm/realm-admin.ts';
import { serviceSubject } from './realm/service-subject.ts';
import { secretsFolder } from './secrets-folder.ts';

type Flags = Readonly<{
  keycloak: string;
  secrets: string;
  bootstrapClient: string;
  staffPortal: string;
  citizenPortal: string;
  staffPortalInside?: string;
  citizenPortalInside?: string;
  secondFactor: 'offered' | 'required';
  demonstration?: boolean;
}>;

/**
 * `realm`: creates the realm where there is none, else updates it to its source; people, passwords and
 * sessions stay.
 */
export const realmCommand = (): Command =>
  new Command('realm')
    .description(
      'Create the realm egov where there is none, else update it to its source; people, ' +
        'passwords and sessions stay.',
    )
    .requiredOption('--keycloak <url>', 'address of Keycloak')
    .requiredOption(
      '--secrets <folder>',
      'folder of the secrets: bootstrap-client, realm-admin-password, client-<program>, ' +
        'and account-password with --demonstration',
    )
    .option('--bootstrap-client <id>', 'client that Keycloak was first started with', 'egov-bootstrap')
    .requiredOption('--staff-portal <url>', 'address of the staff portal as browsers know it')
    .requiredOption('--citizen-portal <url>', 'address of the citizen portal as browsers know it')
    .option('--staff-portal-inside <url>', 'where Keycloak itself reaches it; the same when absent')
    .option('--citizen-portal-inside <url>', 'where Keycloak itself reaches it; the same when absent')
    .addOption(
      new Option('--second-factor <rule>', 'whether who may read personal data must log in with one')
        .choices(['offered', 'required'])
        .default('required'),
    )
    .option(
      '--demonstration',
      "also make the reference province's accounts, all with one password, " +
        'and let them log in from a terminal',
    )
    .action(makeOrMend);

async function makeOrMend(flags: Flags): Promise<void> {
  const secrets = secretsFolder(flags.secrets);
  const server = flags.keycloak.replace(/\/$/u, '');
  const portals = { 'staff-portal': flags.staffPortal, 'citizen-portal': flags.citizenPortal };
  const demonstration = flags.demonstration === true;
  const wanted = egovRealm({
    clientSecrets: secrets.logins.clientSecrets,
    serviceSubject,
    portals,
    secondFactor: flags.secondFactor,
    terminalLogin: demonstration,
    portalsInside: {
      'staff-portal': flags.staffPortalInside ?? flags.staffPortal,
      'citizen-portal': flags.citizenPortalInside ?? flags.citizenPortal,
    },
    accounts: demonstration ? demoAccounts() : [],
    credential: await passwordCredential(
      demonstration ? secrets.read('account-password') : secrets.read('realm-admin-password'),
    ),
    adminCredential: await passwordCredential(secrets.read('realm-admin-password')),
  });
  const admin = realmAdmin(
    server,
    bootstrapClient(server, flags.bootstrapClient, secrets.read('bootstrap-client')),
  );
  if (await admin.create(wanted)) {
    process.stdout.write('The realm was created.\n');
    return;
  }
  process.stdout.write(`${appliedLines(await admin.apply(wanted)).join('\n')}\n`);
}
