import { afterEach, expect, test } from '@jest/globals';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, portTaken } from '@egov/chassis/free-port';
import { startProcess, type ProcessPlan, type Supervised } from './supervised.ts';

const started: Supervised[] = [];
const folders: string[] = [];

afterEach(async () => {
  await Promise.all(started.splice(0).map(async (each) => each.kill()));
  await Promise.all(folders.splice(0).map(async (each) => rm(each, { recursive: true })));
});

async function planFor(script: string): Promise<ProcessPlan> {
  const folder = await mkdtemp(join(tmpdir(), 'egov-process-'));
  folders.push(folder);
  const port = await freePort();
  return {
    name: 'sample',
    file: process.execPath,
    args: ['-e', script, String(port)],
    logFile: join(folder, 'sample.log'),
    port,
    ready: async () => portTaken(port),
  };
}

const listens = 'require("net").createServer().listen({ port: Number(process.argv[1]), host: "127.0.0.1" });';

test('a process that ends by itself before it is ready is reported with the end of its log', async () => {
  const plan = await planFor('console.error("the disk is full"); process.exit(3);');
  await expect(startProcess(plan)).rejects.toThrow(
    /sample ended with 3 before it was ready.*:\n {2}the disk is full/,
  );
});

test('a process that never becomes ready is ended', async () => {
  const plan = await planFor('console.log(process.pid); setInterval(() => {}, 1000);');
  await expect(startProcess({ ...plan, readyWithinMs: 300 })).rejects.toThrow(
    'sample was not ready within 0.3 s',
  );
});

test('a process that is asked to stop ends by itself', async () => {
  const plan = await planFor(
    `${listens} process.on("SIGTERM", () => { console.log("drained"); process.exit(0); });`,
  );
  const sample = await startProcess(plan);
  started.push(sample);

  expect(await sample.stop()).toEqual({ code: 0, signal: null });
  expect(sample.running()).toBe(false);
  expect(await readFile(sample.logFile, 'utf8')).toBe('drained\n');
});

test('a process that does not stop in time is killed', async () => {
  const plan = await planFor(`${listens} process.on("SIGTERM", () => {});`);
  const sample = await startProcess({ ...plan, stopWithinMs: 100 });
  started.push(sample);

  expect(await sample.stop()).toEqual({ code: null, signal: 'SIGKILL' });
});

test('a program that does not exist is named', async () => {
  const plan = await planFor('');
  await expect(startProcess({ ...plan, file: 'no-such-program' })).rejects.toThrow(
    'sample could not be started: spawn no-such-program ENOENT',
  );
});
