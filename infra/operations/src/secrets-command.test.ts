import { X509Certificate } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { chainKeys } from '@egov/chassis/runtime';
import { eventServiceNames } from '@egov/platform';
import { secretsCommand, siteSecrets } from './secrets-command.ts';

async function drawn(nodes = 'eventstore:2113') {
  const secrets = await siteSecrets('egov', nodes, false);
  return (secret: string, key: string): string => {
    const { data } = secrets.find(({ metadata }) => metadata.name === secret) ?? {};
    return Buffer.from(data?.[key] ?? '', 'base64').toString();
  };
}

test('each service gets an account of its own at the event log, and the address with it', async () => {
  const of = await drawn('eventstore-0.eventstore:2113,eventstore-1.eventstore:2113');
  const accounts = JSON.parse(of('egov-event-log', 'accounts.json')) as Record<string, string>;
  expect(Object.keys(accounts)).toEqual(['admin', 'ops', ...eventServiceNames]);
  expect(new Set(Object.values(accounts)).size).toBe(Object.keys(accounts).length);
  for (const name of eventServiceNames)
    expect(of('egov-event-log', name)).toBe(
      `esdb://${name}:${accounts[name]}@eventstore-0.eventstore:2113,eventstore-1.eventstore:2113` +
        '?tls=true&tlsCAFile=/secrets/event-log-ca/ca.crt',
    );
});

test('the event log gets a certificate for its name, signed by the authority beside it', async () => {
  const of = await drawn();
  const issued = new X509Certificate(of('egov-event-log', 'tls.crt'));
  expect(issued.checkHost('eventstore')).toBe('eventstore');
  expect(issued.verify(new X509Certificate(of('egov-event-log', 'ca.crt')).publicKey)).toBe(true);
});

test('each service gets keys of its own for its chain, which the event log does not have', async () => {
  const of = await drawn();
  const keys = eventServiceNames.map((name) => chainKeys(of('egov-keys', `${name}-chain.json`)));
  expect(new Set(keys.map(({ current }) => current.key.export().toString('hex'))).size).toBe(keys.length);
  expect(keys.every(({ unkeyedAt }) => !unkeyedAt(0n))).toBe(true);
  expect(of('egov-event-log', 'directory-chain.json')).toBe('');
});

test.each([
  [['--namespace', 'Egov_1'], '--namespace <name>'],
  [['--namespace', 'egov', '--event-log', 'eventstore'], '--event-log <url>'],
  [['--namespace', 'egov', '--event-log', 'a:2113, b:2113'], '--event-log <url>'],
])('%j is refused by the name of the option, before a secret is printed', async (given, option) => {
  const told: string[] = [];
  const command = secretsCommand()
    .exitOverride()
    .configureOutput({ writeErr: (line) => told.push(line) });
  await expect(command.parseAsync(given, { from: 'user' })).rejects.toThrow(option);
  expect(told.join('')).toContain('required');
});
