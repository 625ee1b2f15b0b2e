import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serverCertificate } from '@egov/certificates';
import { eventLogAccounts, type EventLogAccount } from '@egov/platform';

/** Who may use an event log, and how its clients recognise it. */
export type EventLogAccess = Readonly<{
  accountsFile: string;
  certificateFile: string;
  keyFile: string;
  /** The certificate of the authority that signed the log's. */
  authorityFile: string;
  passwordOf: (account: EventLogAccount) => string;
}>;

const PASSWORD_BYTES = 24;

/**
 * Returns the accounts and the certificate in the folder of a log, generating first what is missing; only its
 * owner can read the files.
 */
export async function eventLogAccess(dataDir: string): Promise<EventLogAccess> {
  const folder = join(dataDir, 'access');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = (name: string): string => join(folder, name);
  if (!existsSync(file('tls.key'))) {
    const { authority, cert, key } = await serverCertificate('localhost', '127.0.0.1');
    keep(file('ca.crt'), authority);
    keep(file('tls.crt'), cert);
    keep(file('tls.key'), key);
  }
  const accountsFile = file('accounts.json');
  const known = existsSync(accountsFile)
    ? (JSON.parse(readFileSync(accountsFile, 'utf8')) as Partial<Record<EventLogAccount, string>>)
    : {};
  const passwords = Object.fromEntries(
    eventLogAccounts.map((name) => [name, known[name] ?? randomBytes(PASSWORD_BYTES).toString('base64url')]),
  ) as Record<EventLogAccount, string>;
  keep(accountsFile, `${JSON.stringify(passwords, null, 2)}\n`);
  return {
    accountsFile,
    certificateFile: file('tls.crt'),
    keyFile: file('tls.key'),
    authorityFile: file('ca.crt'),
    passwordOf: (account) => passwords[account],
  };
}

const keep = (file: string, text: string): void => writeFileSync(file, text, { mode: 0o600 });
