import { eventServiceNames } from '@egov/platform';
import { Command } from 'commander';
import { eventLogUsers, setRights, SERVICES, type EventLogAdmin } from './event-log-admin.ts';
import { secretsFolder } from './secrets-folder.ts';

type Options = Readonly<{ node: string; ca: string; secrets: string; admin: string }>;

/** `event-log`: gives each service its account at EventStoreDB, and services their rights. */
export const eventLogCommand = (): Command =>
  new Command('event-log')
    .description(
      "Give each service its account at a site's EventStoreDB, and the rights that services have: to read, " +
        'and to append to streams other than those of the system. The embedded log does it by itself.',
    )
    .requiredOption('--node <host:port>', 'one of its nodes')
    .requiredOption('--ca <file>', 'the authority of its certificate')
    .requiredOption('--secrets <folder>', 'folder with accounts.json, as in the secret of the event log')
    .option('--admin <login>', 'an administrator, whose password is in accounts.json too', 'admin')
    .action(async ({ node, ca, secrets, admin }: Options) => {
      const passwords = JSON.parse(secretsFolder(secrets).read('accounts.json')) as Record<string, string>;
      const password = passwords[admin];
      if (password === undefined) throw new Error(`accounts.json has no account '${admin}'.`);
      const changed = await admitServices({ node, authorityFile: ca, login: admin, password }, passwords);
      process.stdout.write(`${changed.join('\n')}\n`);
    });

/** Gives services their accounts and rights; returns what was done. */
export async function admitServices(
  admin: EventLogAdmin,
  passwords: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const accounts = eventServiceNames.map((name) => {
    const password = passwords[name];
    if (password === undefined) throw new Error(`accounts.json has no account '${name}'.`);
    return [name, password] as const;
  });
  const users = eventLogUsers(admin);
  const done: string[] = [];
  try {
    for (const [name, password] of accounts) {
      const exists = await users.exist(name);
      await (exists ? users.setPassword(name, password) : users.create(name, password, [SERVICES]));
      done.push(`${name}: ${exists ? 'password set' : 'new account'}`);
    }
  } finally {
    users.close();
  }
  await setRights(admin);
  return [...done, 'rights set'];
}
