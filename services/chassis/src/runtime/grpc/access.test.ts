import { expect, test } from '@jest/globals';
import { DossierPauseServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_pause_service';
import { FollowServiceDefinition } from '@egov/proto/egov/procedures/v1/follow_service';
import { testVerifier } from '../../testing/grpc-callers.ts';
import { principalOf } from '../context/principal.ts';
import { silentLogger } from '../logger/logger.ts';
import { accessOf, checkAccess } from './access.ts';
import { createGrpcServer } from './grpc-server.ts';
import { peopleService } from './test-support/people-service.ts';

const holding = (...permissions: string[]) =>
  principalOf({ subject: 'clerk', agencies: [], permissions, service: false });
const refused = (permission: string) =>
  expect.objectContaining({ reason: 'PERMISSION_MISSING', facts: { permission } }) as unknown as Error;

test('one of the permissions of a method is enough, and without any they are all named', () => {
  const access = accessOf(DossierPauseServiceDefinition.methods.requestSupplement);
  expect(access.anyOf).toEqual(['dossier.examine', 'dossier.receive']);
  expect(access.refused).toContain('DEFECTS_NOT_NAMED');
  checkAccess(access, holding('dossier.examine'));
  checkAccess(access, holding('dossier.receive'));
  expect(() => checkAccess(access, holding('dossier.read'))).toThrow(
    refused('dossier.examine or dossier.receive'),
  );
});

test('a method that names no permission is open to any caller with a valid token', () => {
  const access = accessOf(FollowServiceDefinition.methods.getFollowSecret);
  expect(access.anyOf).toEqual([]);
  checkAccess(access, holding());
});

test('a server does not start with a method whose contract does not say who may call it', () => {
  const people = peopleService();
  const unsaid = Object.fromEntries(
    Object.entries(people.definition.methods).map(([name, method]) => [name, { ...method, options: {} }]),
  );
  const services = [{ ...people, definition: { ...people.definition, methods: unsaid } }];
  expect(() =>
    createGrpcServer({ name: 'people', services, verifier: testVerifier, logger: silentLogger }),
  ).toThrow('ListPersonData has no option egov.access.v1.access');
});
