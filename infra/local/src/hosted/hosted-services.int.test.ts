import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testIssuer, type TestIssuer } from '@egov/chassis/testing';
import { serviceNames, type Addresses, type ServiceName } from '@egov/platform';
import { startEventStoreLite, type EventStoreLite } from '../parts/eventstore-lite.ts';
import { serving } from '../parts/grpc-probe.ts';
import { startHostedServices } from '../parts/hosted-services.ts';
import { startNats, type Nats } from '../parts/nats.ts';
import { freeAddresses, serviceEnvironment, type Environment } from '../platform/environment.ts';
import { serviceKeysIn, type ServiceKeys } from '../platform/service-keys.ts';

const ends: (() => unknown)[] = [];
let folder: string;
let nats: Nats;
let log: EventStoreLite;
let issuer: TestIssuer;
let addresses: Addresses;
let keys: ServiceKeys;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'egov-hosted-'));
  ends.push(() => rm(folder, { recursive: true, force: true }));
  issuer = await testIssuer();
  ends.push(() => issuer.close());
  nats = await startNats({ dataDir: join(folder, 'nats') });
  ends.push(() => nats.stop());
  log = await startEventStoreLite({ dataDir: join(folder, 'log'), logFile: join(folder, 'log.log') });
  ends.push(() => log.stop());
  addresses = await freeAddresses();
  keys = await serviceKeysIn(folder);
});

afterAll(async () => {
  for (const end of ends.toReversed()) await end();
});

const environmentOf = (name: ServiceName): Environment =>
  serviceEnvironment(name, {
    addresses,
    natsUrlOf: nats.urlOf,
    eventStoreUrl: log.urlOf,
    issuer: issuer.issuer,
    jwksUrl: issuer.jwksUrl,
    clientSecret: () => 'secret',
    keys,
    province: 'test',
    dataDir: join(folder, name),
  });

const host = (logFile: string, more: Partial<Record<ServiceName, Environment>> = {}) =>
  startHostedServices({
    addresses,
    environments: Object.fromEntries(
      serviceNames.map((name) => [name, { ...environmentOf(name), ...more[name] }]),
    ) as Record<ServiceName, Environment>,
    logFile,
    mark: { name: 'EGOV_DATA', value: folder },
  });

const logged = async (file: string) =>
  (await readFile(file, 'utf8'))
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);

test('one process serves each service on its port under its name, and SIGTERM drains them all', async () => {
  const logFile = join(folder, 'services.log');
  const services = await host(logFile);
  expect(await Promise.all(serviceNames.map((name) => serving(addresses[name])))).toEqual(
    serviceNames.map(() => true),
  );
  const { code } = await services.stop();
  expect(code).toBe(0);
  const lines = await logged(logFile);
  const named = (text: string) => lines.filter(({ msg }) => msg === text).map(({ service }) => service);
  expect(named('ready')).toEqual(serviceNames);
  expect(named('ended')).toEqual(['services']);
});

test('a service that does not start is named, and the process ends', async () => {
  const logFile = join(folder, 'failing.log');
  const absent = { MASTER_KEY_FILE: join(folder, 'absent.key') };
  await expect(host(logFile, { procedures: absent })).rejects.toThrow(/ended with 1/);
  expect(await readFile(logFile, 'utf8')).toMatch(/procedures could not be started\.[^]*absent\.key/);
});
