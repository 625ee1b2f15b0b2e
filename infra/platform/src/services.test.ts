import { expect, test } from '@jest/globals';
import { entryOf, jobs, portals, services, sharedApi } from './mod.ts';

test('no two contracts share a name, so that all clients fit in one record', () => {
  const names = [...Object.values(services).map(({ api }) => api), sharedApi].flatMap(Object.keys);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('no two processes share a port', () => {
  const ports = [...Object.values(services), ...Object.values(portals)].map(({ port }) => port);
  expect(new Set(ports).size).toBe(ports.length);
});

test('a service is started after the services that it asks', () => {
  const order = Object.keys(services);
  const early = Object.entries(services).flatMap(([name, { asks }]) =>
    asks
      .filter((asked) => order.indexOf(asked) >= order.indexOf(name))
      .map((asked) => `${name} asks ${asked}`),
  );
  expect(early).toEqual([]);
});

test('only services of the list are heard', () => {
  const heard = [services, portals, jobs]
    .flatMap((processes) => Object.values<{ hears: readonly string[] }>(processes))
    .flatMap(({ hears }) => hears);
  expect(heard.filter((subject) => !((subject.split('.')[1] ?? '') in services))).toEqual([]);
});

test('what a policy follows, its service also hears', () => {
  type Follower = Readonly<{ hears: readonly string[]; follows: Readonly<Record<string, string>> }>;
  const deaf = Object.values<Follower>({ ...services, ...portals }).flatMap(({ hears, follows }) =>
    Object.entries(follows).filter(
      ([, from]) => !hears.some((subject) => subject.startsWith(`egov.${from}.`)),
    ),
  );
  expect(deaf).toEqual([]);
});

test('a process has the entries of the services that it asks', () => {
  const { name, asks } = entryOf('procedures');
  expect([name, Object.keys(asks), asks.directory.port]).toEqual([
    'procedures',
    ['directory', 'files'],
    7001,
  ]);
});
