import { createServer as createPlainServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { Server as HttpServer } from 'node:http';

/** The first bytes of every HTTP/2 connection. */
const PREFACE = 'PRI';

interface Doors {
  readonly tls: { readonly cert: string; readonly key: string } | undefined;
  readonly http: HttpServer;
  readonly grpc: (socket: Socket) => void;
}

/** One port for gRPC and HTTP/1.1: the first bytes of a connection tell which it is. */
export function frontDoor({ tls, http, grpc }: Doors): Server {
  const admit = (socket: Socket): void => {
    socket.setNoDelay(true);
    const gone = (): void => { socket.destroy(); };
    socket.once('error', gone);
    socket.once('data', (first: Buffer) => {
      socket.pause();
      socket.unshift(first);
      socket.off('error', gone);
      if (first.subarray(0, PREFACE.length).toString('latin1') === PREFACE) grpc(socket);
      else {
        http.emit('connection', socket);
        socket.resume();
      }
    });
  };
  if (tls === undefined) return createPlainServer(admit);
  return createTlsServer({ cert: tls.cert, key: tls.key, ALPNProtocols: ['h2', 'http/1.1'], minVersion: 'TLSv1.2' }, admit);
}

export const listen = (server: Server, port: number, host: string): Promise<number> => new Promise((resolve, reject) => {
  server.once('error', reject);
  server.listen(port, host, () => {
    server.off('error', reject);
    const address = server.address();
    if (address === null || typeof address === 'string') reject(new Error('The port could not be told.'));
    else resolve(address.port);
  });
});
