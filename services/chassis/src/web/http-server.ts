import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import type { Identity, ServerCertificate } from '../runtime/tls/server-certificate.ts';

/** A listening HTTP server. */
export type HttpServer = Readonly<{
  port: number;
  /**
   * Accepts no new requests, lets those in flight finish for a while, then closes the rest, such as event
   * streams.
   */
  drain: () => Promise<void>;
}>;

const pemOf = ({ certificate, privateKey }: Identity) => ({ cert: certificate, key: privateKey });

const REQUEST_MS = 30_000;
const HEADERS_MS = 10_000;
const DRAIN_MS = 5_000;

/**
 * Serves an app, with TLS if there is a certificate; a slow sender cannot hold a connection for longer than a
 * request may take.
 */
export async function serveHttp(
  app: Express,
  host: string,
  port: number,
  certificate?: ServerCertificate,
): Promise<HttpServer> {
  const limits = { requestTimeout: REQUEST_MS, headersTimeout: HEADERS_MS };
  const server =
    certificate === undefined
      ? createServer(limits, app)
      : createTlsServer({ ...limits, ...pemOf(certificate.now()) }, app);
  const unfollow = certificate?.follow((renewed) => {
    if ('setSecureContext' in server) server.setSecureContext(pemOf(renewed));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const drain = () =>
    new Promise<void>((resolve, reject) => {
      unfollow?.();
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
