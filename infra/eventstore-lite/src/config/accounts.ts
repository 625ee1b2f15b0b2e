import { readFileSync } from 'node:fs';
import type { EventStoreOptions } from './options.ts';

/** Names of streams end a service's at the first underscore, so none may be in it. */
const NAME = /^[a-z][a-z0-9-]*$/u;

type Accounts = Pick<EventStoreOptions, 'adminPassword' | 'opsPassword' | 'accounts'>;

/**
 * Reads the file of accounts, `{"admin": "…", "ops": "…", "<service>": "…"}`. Throws an error that names the
 * file and what is wrong with it, and shows no password.
 */
export function readAccounts(file: string): Accounts {
  const passwords = parsed(readFileSync(file, 'utf8'));
  if (passwords === undefined)
    throw new Error(`${file} has no accounts: JSON is expected, {"<name>": "<password>", …}.`);
  for (const [name, password] of Object.entries(passwords)) {
    if (!NAME.test(name))
      throw new Error(`${file}: the account '${name}' is named with small letters, digits and '-' only.`);
    if (typeof password !== 'string' || password === '')
      throw new Error(`${file}: the account '${name}' needs a password, a text that is not empty.`);
  }
  const { admin, ops, ...accounts } = passwords as Readonly<Record<string, string>>;
  return {
    ...(admin === undefined ? {} : { adminPassword: admin }),
    ...(ops === undefined ? {} : { opsPassword: ops }),
    accounts,
  };
}

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch (error) {
    // What does not parse is not printed: it may be half a password.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
