import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { afterEach, expect, test } from '@jest/globals';
import { portTaken } from './free-port.ts';

const asking: ChildProcess[] = [];
afterEach(() => {
  for (const each of asking.splice(0)) each.kill();
});

test('a port is taken while somebody listens, and free again afterwards', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  expect(await portTaken(port)).toBe(true);
  server.close();
  await once(server, 'close');
  expect(await portTaken(port)).toBe(false);
});

/** Asks for ports in a separate process, which keeps running. */
async function portsOfProcess(count: number): Promise<readonly number[]> {
  const script = `
    const { freePort } = await import(${JSON.stringify(new URL('free-port.ts', import.meta.url).href)});
    const ports = [];
    while (ports.length < ${count}) ports.push(await freePort());
    console.log(JSON.stringify(ports));
    process.stdin.resume();`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  asking.push(child);
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return JSON.parse(line) as readonly number[];
}

// Of so many drawn without a claim, some eight would be drawn by both.
test('no port is found twice, by one process or by two that ask at once', async () => {
  const found = (await Promise.all([portsOfProcess(400), portsOfProcess(400)])).flat();
  expect(new Set(found).size).toBe(800);
});
