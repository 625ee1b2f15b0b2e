import { randomBytes } from 'node:crypto';
import { serverCertificate } from '@egov/certificates';
import { serviceAccountNames } from '@egov/keycloak';
import { grantPublicKey, newChainKeys, newGrantKey } from '@egov/chassis/runtime';
import {
  demonstrationClients,
  eventLogAccounts,
  eventServiceNames,
  grantingServices,
  portalNames,
  serviceNames,
} from '@egov/platform';
import { Command, InvalidArgumentError } from 'commander';

const KEY_BYTES = 32;
const demonstrationOnly: readonly string[] = demonstrationClients;
/** A name of Kubernetes: what else is given only fails at `kubectl apply`, with the secrets already shown. */
const NAMESPACE = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const NODES = /^[^\s,:@/?]+:\d{1,5}(,[^\s,:@/?]+:\d{1,5})*$/;
const brokerUsers = [...serviceNames, ...portalNames, 'operations'];

const matching = (pattern: RegExp, rule: string) => (text: string) => {
  if (!pattern.test(text)) throw new InvalidArgumentError(rule);
  return text;
};

/**
 * `secrets`: generates the secrets of a new site and prints them as Kubernetes objects; nothing is stored.
 */
export const secretsCommand = (): Command =>
  new Command('secrets')
    .description(
      'Generate the secrets of a new site and print them as Kubernetes objects, ' +
        'for `kubectl apply` or a secret store. Never run it twice for one site.',
    )
    .requiredOption(
      '--namespace <name>',
      'namespace of the platform',
      matching(NAMESPACE, 'Small letters, digits and hyphens are required, 63 at most.'),
    )
    .option(
      '--event-log <url>',
      'host:port of the event log; of several nodes, with commas',
      matching(NODES, 'host:port is required, several with commas and no blanks.'),
      'eventstore:2113',
    )
    .option('--demonstration', 'also the secrets of accounts that only a demonstration has')
    .action(
      async ({
        namespace,
        eventLog,
        demonstration = false,
      }: {
        namespace: string;
        eventLog: string;
        demonstration?: boolean;
      }) => {
        for (const secret of await siteSecrets(namespace, eventLog, demonstration))
          process.stdout.write(`---\n${JSON.stringify(secret, null, 2)}\n`);
      },
    );

/** Returns a Kubernetes secret, its values in base64. */
export type Secret = Readonly<{
  apiVersion: 'v1';
  kind: 'Secret';
  metadata: Readonly<{ name: string; namespace: string }>;
  type: 'Opaque';
  data: Readonly<Record<string, string>>;
}>;

/**
 * Returns the secrets that the chart names by default: keys of data, secrets of programs and databases,
 * accounts of the broker and of the event log.
 */
export async function siteSecrets(
  namespace: string,
  eventLog: string,
  demonstration: boolean,
): Promise<readonly Secret[]> {
  const programs = serviceAccountNames.filter((name) => demonstration || !demonstrationOnly.includes(name));
  return [
    secretOf(namespace, 'egov-keys', {
      'master.key': randomBytes(KEY_BYTES),
      'lookup.key': randomBytes(KEY_BYTES),
      ...Object.fromEntries(portalNames.map((name) => [`${name}-session.key`, randomBytes(KEY_BYTES)])),
      'payment.key': randomBytes(KEY_BYTES),
      ...Object.fromEntries(
        eventServiceNames.map((name) => [`${name}-chain.json`, JSON.stringify(newChainKeys())]),
      ),
      ...(await grantKeys()),
    }),
    secretOf(namespace, 'egov-clients', {
      'bootstrap-client': word(),
      'realm-admin-password': word(),
      'database-password': word(),
      ...(demonstration ? { 'account-password': word(15) } : {}),
      ...Object.fromEntries(programs.map((name) => [`client-${name}`, word()])),
    }),
    secretOf(namespace, 'egov-event-log', await eventLogSecrets(eventLog)),
    secretOf(
      namespace,
      'egov-broker',
      Object.fromEntries(brokerUsers.map((user) => [`password-${user}`, word()])),
    ),
  ];
}

/**
 * Generates the accounts of the event log, the connection string of each service, and the certificate of the
 * log inside the platform.
 */
async function eventLogSecrets(nodes: string): Promise<Readonly<Record<string, string>>> {
  const accounts = Object.fromEntries(eventLogAccounts.map((name) => [name, word()]));
  const { authority, cert, key } = await serverCertificate('eventstore');
  return {
    'accounts.json': JSON.stringify(accounts),
    ...Object.fromEntries(
      eventServiceNames.map((name) => [
        name,
        `esdb://${name}:${accounts[name]}@${nodes}?tls=true&tlsCAFile=/secrets/event-log-ca/ca.crt`,
      ]),
    ),
    'ca.crt': authority,
    'tls.crt': cert,
    'tls.key': key,
  };
}

/** Generates a signing key for each service that grants, and the public keys with which the others verify. */
async function grantKeys(): Promise<Readonly<Record<string, string>>> {
  const keys = await Promise.all(grantingServices.map(async (name) => [name, await newGrantKey()] as const));
  const trusted = keys.map(([name, key]) => [name, [grantPublicKey(key)]]);
  return {
    ...Object.fromEntries(keys.map(([name, key]) => [`${name}-grant.key`, JSON.stringify(key)])),
    'grant-keys.json': JSON.stringify(Object.fromEntries(trusted)),
  };
}

/** Begins with a letter, as the broker's configuration reads a word that begins with a digit as a number. */
const word = (bytes = KEY_BYTES): string => `p${randomBytes(bytes).toString('base64url')}`;

const secretOf = (
  namespace: string,
  name: string,
  values: Readonly<Record<string, string | Buffer>>,
): Secret => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name, namespace },
  type: 'Opaque',
  data: Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, Buffer.from(value).toString('base64')]),
  ),
});
