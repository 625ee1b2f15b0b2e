import type { Server as HttpServer } from 'node:http';
import { createServer as createPlainServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { OpenConnections } from './open-connections.ts';

/** The first bytes of every HTTP/2 connection. */
const PREFACE = 'PRI';

/** A connection that sends nothing for this long is closed. */
const SILENCE_MS = 30_000;

interface Behind {
  readonly tls: { readonly cert: string; readonly key: string } | undefined;
  readonly http: HttpServer;
  readonly grpc: (socket: Socket) => void;
}

/** The port of the store. */
export interface FrontDoor {
  listen(port: number, host: string): Promise<number>;
  /** Accepts no more connections and ends every one that is not gRPC. */
  close(): void;
  /** Waits until the gRPC connections have ended; those that last longer than this are cut. */
  drained(withinMs: number): Promise<void>;
}

/** Serves gRPC and HTTP/1.1 on one port; the first bytes of a connection show which it is. */
export function frontDoor({ tls, http, grpc }: Behind): FrontDoor {
  const own = new Set<Socket>();
  const calling = new OpenConnections();
  const admit = (socket: Socket): void => {
    own.add(socket);
    socket.once('close', () => own.delete(socket));
    socket.setNoDelay(true);
    const destroy = (): void => {
      socket.destroy();
    };
    socket.once('error', destroy);
    socket.setTimeout(SILENCE_MS, destroy);
    socket.once('data', (first: Buffer) => {
      socket.pause();
      socket.unshift(first);
      socket.off('error', destroy);
      socket.setTimeout(0);
      socket.off('timeout', destroy);
      if (first.subarray(0, PREFACE.length).toString('latin1') === PREFACE) {
        own.delete(socket);
        calling.add(socket);
        grpc(socket);
        return;
      }
      http.emit('connection', socket);
      socket.resume();
    });
  };
  const server =
    tls === undefined
      ? createPlainServer(admit)
      : createTlsServer(
          { cert: tls.cert, key: tls.key, ALPNProtocols: ['h2', 'http/1.1'], minVersion: 'TLSv1.2' },
          admit,
        );
  return {
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          const address = server.address();
          if (address === null || typeof address === 'string') reject(new Error('The port is unknown.'));
          else resolve(address.port);
        });
      }),
    close: () => {
      server.close();
      for (const socket of own) socket.destroy();
    },
    drained: (withinMs) => calling.drained(withinMs),
  };
}
