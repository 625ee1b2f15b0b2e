import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startNatsServer, type NatsServer } from '../keys/test-support/nats-server.ts';
import { connectNats } from './connect-nats.ts';

let server: NatsServer;
let broker: Readonly<{ host: string; port: number }>;
beforeAll(async () => {
  server = await startNatsServer();
  const direct = await server.connect();
  const [host = '', port = ''] = direct.getServer().split(':');
  broker = { host, port: Number(port) };
  await direct.close();
});
afterAll(() => server.stop());

/** An address of the broker that rejects this many connections before it lets one through. */
async function addressTurningAway(callers: number) {
  let turnedAway = 0;
  const door = createServer((caller) => {
    if (turnedAway < callers) {
      turnedAway += 1;
      caller.destroy();
      return;
    }
    const through = connect(broker);
    caller.pipe(through).pipe(caller);
  });
  door.listen(0, '127.0.0.1');
  await once(door, 'listening');
  return {
    url: `nats://127.0.0.1:${(door.address() as AddressInfo).port}`,
    turnedAway: () => turnedAway,
    close: () => {
      door.close();
    },
  };
}

test('a broker that is not up yet is waited for', async () => {
  const { url, turnedAway, close } = await addressTurningAway(2);
  const nats = await connectNats(url, 'directory');
  await nats.flush();
  expect(turnedAway()).toBe(2);
  await nats.close();
  close();
});

test('a broker that does not come up in time is reported', async () => {
  const { url, turnedAway, close } = await addressTurningAway(Infinity);
  const refused = connectNats(url, 'directory', 0);
  await expect(refused).rejects.toThrow(`The broker at ${new URL(url).host} is not there.`);
  expect(turnedAway()).toBe(1);
  close();
});
