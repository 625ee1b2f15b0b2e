import { Client, credentials } from '@grpc/grpc-js';
import { afterEach, expect, test } from '@jest/globals';
import type { GrpcServer } from './grpc-server.ts';
import { startPeople } from './test-support/people-service.ts';

let server: GrpcServer;

afterEach(() => server.drain());

const asIs = (bytes: Buffer): Buffer => bytes;

// A ServerReflectionRequest with one text field: 7 lists services, 4 requests the file of a symbol.
const ask = (url: string, field: number, text: string): Promise<string> =>
  send(url, Buffer.concat([Buffer.from([(field << 3) | 2, text.length]), Buffer.from(text)]));

const send = (url: string, request: Buffer): Promise<string> =>
  new Promise((resolve, reject) => {
    const client = new Client(url.replace('grpc://', ''), credentials.createInsecure());
    const stream = client.makeBidiStreamRequest(
      '/grpc.reflection.v1.ServerReflection/ServerReflectionInfo',
      asIs,
      asIs,
    );
    stream.on('data', (bytes: Buffer) => {
      stream.end();
      client.close();
      resolve(bytes.toString('latin1'));
    });
    stream.on('error', (error: Error) => {
      client.close();
      reject(error);
    });
    stream.write(request);
  });

test('in development the server describes its contract', async () => {
  const people = await startPeople({}, { reflection: true });
  server = people.server;
  expect(await ask(people.url, 7, '*')).toContain('egov.person.v1.PersonService');
  expect(await ask(people.url, 4, 'egov.person.v1.PersonService')).toContain('ForgetPersonRequest');
});

test('bytes that are not a request are refused and end only their stream', async () => {
  const people = await startPeople({}, { reflection: true });
  server = people.server;
  await expect(ask(people.url, 9, 'x'.repeat(20))).resolves.toContain('not found');
  await expect(send(people.url, Buffer.from([0x3a, 0x7f]))).rejects.toMatchObject({ code: 3 });
  expect(await ask(people.url, 3, 'google/rpc/status.proto')).toContain('google.rpc');
});

test('in production it does not', async () => {
  const people = await startPeople({}, { reflection: false });
  server = people.server;
  await expect(ask(people.url, 7, '*')).rejects.toMatchObject({ code: 12 });
});
