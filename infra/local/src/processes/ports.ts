import { createServer } from 'node:net';

const given = new Set<number>();

/** Finds a free port on loopback that this process has not returned before. */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const port = await listenOn(0);
    if (port !== undefined && !given.has(port)) {
      given.add(port);
      return port;
    }
  }
  throw new Error('No free port was found on 127.0.0.1 in 50 attempts.');
}

/** Whether anybody listens on this port of loopback. */
export async function portTaken(port: number): Promise<boolean> {
  return (await listenOn(port)) === undefined;
}

/** Throws an error that names every port of `wanted` that is in use. */
export async function requireFreePorts(
  wanted: Readonly<Record<string, number>>,
  hint: string,
): Promise<void> {
  const checked = await Promise.all(
    Object.entries(wanted).map(async ([name, port]) => ({ name, port, taken: await portTaken(port) })),
  );
  const taken = checked.filter((each) => each.taken).map(({ name, port }) => `${port} (${name})`);
  if (taken.length > 0) throw new Error(`Ports already in use on 127.0.0.1: ${taken.join(', ')}. ${hint}`);
}

async function listenOn(port: number): Promise<number | undefined> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(undefined);
      else reject(error);
    });
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' ? address?.port : undefined);
      });
    });
  });
}
