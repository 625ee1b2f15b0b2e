import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import express from 'express';
import { OperationsServiceDefinition } from '@egov/proto/egov/operations/v1/operations_service';
import { eventually, testVerifier } from '../../testing/mod.ts';
import { certificateAuthority, type CertificateAuthority, type IssuedCertificate } from '@egov/certificates';
import { serveHttp } from '../../web/http-server.ts';
import { createGrpcServer } from '../grpc/grpc-server.ts';
import { grpcClient } from '../grpc/grpc-client.ts';
import { silentLogger } from '../logger/logger.ts';
import { serverCertificate } from './server-certificate.ts';

let authority: CertificateAuthority;
let folder: string;
let files: { TLS_CERT_FILE: string; TLS_KEY_FILE: string };
let ca: string;
let written = 0;

function write({ cert, key }: IssuedCertificate): void {
  written += 1;
  for (const [file, pem] of [
    [files.TLS_CERT_FILE, cert],
    [files.TLS_KEY_FILE, key],
  ] as const) {
    writeFileSync(file, pem);
    utimesSync(file, written, written);
  }
}

beforeAll(async () => {
  authority = await certificateAuthority('test authority');
  folder = mkdtempSync(join(tmpdir(), 'egov-tls-'));
  files = { TLS_CERT_FILE: join(folder, 'tls.crt'), TLS_KEY_FILE: join(folder, 'tls.key') };
  ca = join(folder, 'ca.crt');
  writeFileSync(ca, authority.cert);
});
beforeEach(async () => write(await authority.issue('localhost')));
afterAll(() => rmSync(folder, { recursive: true }));

/** A gRPC server with the certificate, and what a client at an address of it is answered. */
async function serving(everyMs?: number) {
  const server = createGrpcServer({
    name: 'trial',
    services: [],
    verifier: testVerifier,
    logger: silentLogger,
    certificate: serverCertificate(files, silentLogger, everyMs),
  });
  const port = await server.listen('127.0.0.1', 0);
  const answer = async (address: string): Promise<string> => {
    const client = grpcClient(OperationsServiceDefinition, address.replace('PORT', String(port)), {
      retries: 0,
    });
    const said = await client.getServiceStatus({}, { deadlineMs: 3_000 }).then(
      () => 'answered',
      (error: unknown) => String(error),
    );
    client.close();
    return said;
  };
  return { port, answer, close: server.drain };
}

const shown = (port: number): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, servername: 'localhost', ca: authority.cert }, () => {
      resolve(socket.getPeerCertificate().serialNumber);
      socket.destroy();
    });
    socket.once('error', reject);
  });

test('a server is called by who trusts its authority, under the name that is certified', async () => {
  const { answer, close } = await serving();
  // The server speaks, and has no such service.
  expect(await answer(`grpcs://localhost:PORT?ca=${ca}`)).toMatch(/UNIMPLEMENTED/);
  expect(await answer('grpcs://localhost:PORT')).toMatch(/UNAVAILABLE/);
  expect(await answer(`grpcs://127.0.0.1:PORT?ca=${ca}`)).toMatch(/UNAVAILABLE/);
  expect(await answer('grpc://localhost:PORT')).toMatch(/UNAVAILABLE|DEADLINE_EXCEEDED/);
  await close();
});

test('a renewed certificate is shown to the next caller, and an unusable one is not', async () => {
  const grpc = await serving(20);
  const certificate = serverCertificate(files, silentLogger, 20);
  const http = await serveHttp(express(), '127.0.0.1', 0, certificate);
  const before = await shown(grpc.port);
  expect(await shown(http.port)).toBe(before);
  const { cert } = await authority.issue('localhost');
  write({ cert, key: 'nonsense' });
  const renewed = await authority.issue('localhost');
  expect(await shown(grpc.port)).toBe(before);
  write(renewed);
  for (const { port } of [grpc, http]) await eventually(async () => (await shown(port)) !== before);
  await Promise.all([grpc.close(), http.drain()]);
});

test('a missing or wrong file is refused at the start, by the name of its variable', async () => {
  const { TLS_CERT_FILE, TLS_KEY_FILE } = files;
  const opened = (given: Parameters<typeof serverCertificate>[0]) => () =>
    serverCertificate(given, silentLogger);
  expect(serverCertificate({}, silentLogger)).toBeUndefined();
  expect(opened({ TLS_CERT_FILE })).toThrow('TLS_CERT_FILE is set and TLS_KEY_FILE is not');
  expect(opened({ TLS_KEY_FILE })).toThrow('TLS_KEY_FILE is set and TLS_CERT_FILE is not');
  expect(opened({ TLS_CERT_FILE: '/absent', TLS_KEY_FILE })).toThrow(/TLS_CERT_FILE \(\/absent\)/);
  write({ ...(await authority.issue('localhost')), key: (await authority.issue('other')).key });
  expect(opened(files)).toThrow('must be a certificate and its key as PEM');
});

test('an authority that cannot be read is refused by the address that names it', () => {
  expect(() => grpcClient(OperationsServiceDefinition, 'grpcs://directory:7001?ca=/absent')).toThrow(
    'The authority of directory:7001 cannot be read: /absent',
  );
  expect(() =>
    grpcClient(OperationsServiceDefinition, `grpcs://directory:7001?ca=${files.TLS_KEY_FILE}`),
  ).toThrow('must have its certificates as PEM');
});
