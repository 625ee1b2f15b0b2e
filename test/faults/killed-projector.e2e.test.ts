import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { dumpReadModel, eventually } from '@egov/chassis/testing';
import { communes, withProvince } from '../support/office.ts';
import { startPlatform, type Platform } from '../support/platform.ts';
import { readModelPosition } from '../support/read-model-position.ts';
import { reasonsOf, sendAll } from '../support/send-all.ts';

const AGENCIES = 2_000;
const TRIES = 10;

let platform: Platform;
beforeAll(async () => {
  platform = await startPlatform();
  await withProvince(platform.as());
});
afterAll(async () => {
  await platform.close();
});

const removeReadModel = async (): Promise<void> => {
  for (const end of ['', '-wal', '-shm'])
    await rm(`${platform.readModel('directory')}${end}`, { force: true });
};

/**
 * Raises the service and kills it as soon as its read model is filled beyond a position; returns how far it
 * was.
 */
async function killedBeyond(position: bigint): Promise<bigint> {
  const { directory } = platform.services;
  const launched = Promise.withResolvers<number>();
  const start = directory.start(launched.resolve).then(
    () => 'ready',
    () => 'killed',
  );
  const pid = await launched.promise;
  await eventually(() => readModelPosition(platform.readModel('directory')) > position, { every: 1 });
  process.kill(-pid, 'SIGKILL');
  if ((await start) === 'ready') await directory.kill();
  return readModelPosition(platform.readModel('directory'));
}

test('a projector killed in the middle of a batch: the read model ends equal to a rebuild', async () => {
  const { directory } = platform.services;
  const { agencies } = platform.as().directory;
  const established = await sendAll(communes(AGENCIES), (request) => agencies.establishAgency(request), {
    width: 12,
  });
  expect(reasonsOf(established)).toEqual([]);
  // Killed while it follows the log: it reads the rest after the next start.
  await directory.kill();
  await directory.start();
  await directory.stop();
  const end = readModelPosition(platform.readModel('directory'));

  let first = end;
  // On a busy machine all may be read before it is seen that anything was: then it is read again.
  for (let tries = 0; first >= end && tries < TRIES; tries += 1) {
    await removeReadModel();
    first = await killedBeyond(-1n);
  }
  expect(first).toBeLessThan(end);
  const second = await killedBeyond(first);
  await directory.start();
  await directory.stop();
  const afterKills = dumpReadModel(platform.readModel('directory'));
  expect(second).toBeLessThanOrEqual(end);
  expect(readModelPosition(platform.readModel('directory'))).toBe(end);
  expect(Object.values(afterKills).map(({ rows }) => rows)).toContain(AGENCIES + 1);

  await removeReadModel();
  await directory.start();
  await directory.stop();
  expect(afterKills).toEqual(dumpReadModel(platform.readModel('directory')));
});
