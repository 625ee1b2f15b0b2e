import { afterEach, expect, test } from '@jest/globals';
import type { GrpcServer } from '../runtime/grpc/grpc-server.ts';
import {
  type Doing,
  PersonServiceDefinition,
  startPeople,
} from '../runtime/grpc/test-support/people-service.ts';
import { fuzzService } from './fuzz-service.ts';
import { testToken } from './grpc-callers.ts';

let server: GrpcServer;

afterEach(() => server.drain());

const fuzz = async (forget: Doing = () => undefined) => {
  const people = await startPeople({ forget });
  server = people.server;
  return fuzzService({
    definition: PersonServiceDefinition,
    url: people.url,
    token: testToken({ permissions: ['person.read', 'person.forget'] }),
    runs: 400,
  });
};

test('whatever it is sent, a service responds or refuses it as invalid, naming the field', async () => {
  const { calls, codes, dishonest, unnamed } = await fuzz();
  expect({ calls, dishonest, unnamed }).toEqual({ calls: 800, dishonest: [], unnamed: [] });
  expect(Object.keys(codes['ForgetPerson'] ?? {}).sort()).toEqual(['INVALID_ARGUMENT', 'OK']);
  expect(codes['ForgetPerson']?.['OK']).toBeGreaterThan(20);
});

test('a service that fails on what it was sent is found', async () => {
  const { dishonest } = await fuzz((personId) => {
    if (personId.includes('0')) throw new TypeError('stumbled');
  });
  expect(dishonest[0]).toMatchObject({ method: 'ForgetPerson', code: 'INTERNAL' });
});
