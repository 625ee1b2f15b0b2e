import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';

/** A listening HTTP server. */
export type HttpServer = Readonly<{
  port: number;
  /**
   * Accepts no new requests, lets those in flight finish for a while, then closes the rest, such as event
   * streams.
   */
  drain: () => Promise<void>;
}>;

const REQUEST_MS = 30_000;
const HEADERS_MS = 10_000;
const DRAIN_MS = 5_000;

/** Serves an app; a slow sender cannot hold a connection for longer than a request may take. */
export async function serveHttp(app: Express, host: string, port: number): Promise<HttpServer> {
  const server = createServer({ requestTimeout: REQUEST_MS, headersTimeout: HEADERS_MS }, app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const drain = () =>
    new Promise<void>((resolve, reject) => {
      const force = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
      server.close((error) => {
        clearTimeout(force);
        if (error === undefined) resolve();
        else reject(error);
      });
      server.closeIdleConnections();
    });
  return { port: (server.address() as AddressInfo).port, drain };
}
