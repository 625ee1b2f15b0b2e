import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { status } from '@grpc/grpc-js';
import { grpcClient } from '@egov/chassis/grpc';
import { connectNats } from '@egov/chassis/runtime';
import { certificateAuthority } from '@egov/certificates';
import { failureOf } from '@egov/chassis/testing';
import type { TlsFiles } from '@egov/local';
import { AgencyServiceDefinition } from '@egov/proto/egov/directory/v1/agency_service';
import { DossierState } from '@egov/proto/egov/procedures/v1/dossier';
import { dossierInWork, finish } from '../support/lives.ts';
import { applicant, withOneStopCentre } from '../support/one-stop-centre.ts';
import { governor, startPlatform, type Platform } from '../support/platform.ts';

let folder: string;
let tls: TlsFiles;
let otherAuthority: string;
let platform: Platform;
const ends: (() => unknown)[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'egov-tls-'));
  ends.push(() => rmSync(folder, { recursive: true }));
  const written = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const authority = await certificateAuthority('test authority');
  // So that localhost is another name for the same server.
  const { cert, key } = await authority.issue('127.0.0.1');
  tls = {
    ca: written('ca.crt', authority.cert),
    cert: written('tls.crt', cert),
    key: written('tls.key', key),
  };
  otherAuthority = written('other.crt', (await certificateAuthority('another')).cert);
  platform = await startPlatform({}, tls);
  ends.push(() => platform.close());
}, 300_000);
afterAll(async () => {
  for (const end of ends.toReversed()) await end();
});

test('with TLS between all processes a dossier is taken through its life', async () => {
  const clients = await withOneStopCentre(platform);
  const dossierId = await dossierInWork(clients, { applicant: applicant(randomUUID(), 'Trần Thị Bình') });
  await finish(platform, dossierId);
  const { dossier } = await clients.procedures.dossierQueries.getDossier({ dossierId });
  expect(dossier?.state).toBe(DossierState.DOSSIER_STATE_RETURNED);
});

test('a service answers nobody without TLS, by another authority or under another name', async () => {
  const { port } = platform.services.directory.now();
  const token = await platform.issuer.token(governor);
  const ask = async (url: string): Promise<void> => {
    const client = grpcClient(AgencyServiceDefinition, url, { retries: 0 });
    await client.listAgencies({}, { token, deadlineMs: 5_000 }).finally(() => client.close());
  };
  await ask(`grpcs://127.0.0.1:${port}?ca=${tls.ca}`);
  for (const url of [
    `grpc://127.0.0.1:${port}`,
    `grpcs://127.0.0.1:${port}`,
    `grpcs://127.0.0.1:${port}?ca=${otherAuthority}`,
    `grpcs://localhost:${port}?ca=${tls.ca}`,
  ])
    expect(['UNAVAILABLE', 'DEADLINE_EXCEEDED']).toContain(status[(await failureOf(ask(url))).code]);
});

test('the broker talks to nobody without TLS, by another authority or under another name', async () => {
  const nats = platform.nats.now();
  const url = nats.urlOf('directory');
  await (await connectNats(url, 'test')).close();
  const uncertified = 'is not the one that the authority';
  for (const wrong of [
    url.replace(tls.ca, otherAuthority),
    url.replace(/\?ca=.*/, ''),
    url.replace('127.0.0.1', 'localhost'),
  ])
    await expect(connectNats(wrong, 'test', 1_000)).rejects.toThrow(uncertified);
  const socket = connect({ host: '127.0.0.1', port: nats.port });
  const heard: Buffer[] = [];
  socket.on('data', (bytes) => heard.push(bytes));
  socket.write('CONNECT {"verbose":true}\r\nPING\r\n');
  await once(socket, 'close');
  expect(Buffer.concat(heard).toString()).not.toMatch(/PONG|\+OK/);
});
