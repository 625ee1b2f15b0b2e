import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below the ports that systems assign to outgoing connections, or for port 0. */
const [LOWEST, HIGHEST] = [10_000, 30_000];
const ATTEMPTS = 50;

/**
 * Returns a port on loopback that nobody listens on, and that no other process which asks here gets before
 * this one ends: it may be bound much later, and again after a restart.
 */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const port = randomInt(LOWEST, HIGHEST);
    if ((await claimed(port)) && !(await portTaken(port))) return port;
  }
  throw new Error(`No free port was found on 127.0.0.1 in ${ATTEMPTS} attempts.`);
}

/** Whether anybody listens on this port of loopback. */
export async function portTaken(port: number): Promise<boolean> {
  const server = createServer();
  try {
    await once(server.listen({ port, host: '127.0.0.1', exclusive: true }), 'listening');
  } catch (error) {
    return takenOrThrow(error);
  }
  server.close();
  await once(server, 'close');
  return false;
}

/** Claims a port for this process by the UDP socket of the same number, which the system ends with it. */
async function claimed(port: number): Promise<boolean> {
  const claim = createSocket('udp4').unref();
  claim.bind({ port, address: '127.0.0.1', exclusive: true });
  try {
    await once(claim, 'listening');
    return true;
  } catch (error) {
    return !takenOrThrow(error);
  }
}

function takenOrThrow(error: unknown): true {
  if (['EADDRINUSE', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return true;
  throw error;
}
