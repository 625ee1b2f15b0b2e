import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { jetstreamManager } from '@nats-io/jetstream';
import { grpcClient } from '@egov/chassis/grpc';
import { connectNats } from '@egov/chassis/runtime';
import { eventually } from '@egov/chassis/testing';
import { startService } from '@egov/local';
import { publicStream } from '@egov/platform';
import { StaffMemberAppointed } from '@egov/proto/egov/directory/events/v1/directory_events';
import { StaffServiceDefinition } from '@egov/proto/egov/directory/v1/staff_service';
import { governor, startPlatform, type Clients, type Platform } from '../support/platform.ts';

let platform: Platform;
let directory: Clients['directory'];

beforeAll(async () => {
  platform = await startPlatform();
  ({ directory } = platform.as());
});

afterAll(() => platform.close(), 60_000);

/** Raises another replica of the directory, with its own read model. */
async function startReplica() {
  const dataDir = join(platform.folder, 'replica');
  mkdirSync(dataDir);
  const { issuer } = platform;
  const service = await startService('directory', {
    env: {
      EVENTSTORE_URL: platform.eventStore.now().urlOf('directory'),
      NATS_URL: platform.nats.now().urlOf('directory'),
      OIDC_ISSUER: issuer.issuer,
      OIDC_JWKS_URL: issuer.jwksUrl,
      OIDC_AUDIENCE: issuer.audience,
      PROVINCE: 'test',
      DATA_DIR: dataDir,
      MASTER_KEY_FILE: join(platform.folder, 'master.key'),
      CHAIN_KEYS_FILE: platform.chainKeysFile('directory'),
    },
  });
  const staff = grpcClient(StaffServiceDefinition, service.address, { token: () => issuer.token(governor) });
  const stop = async () => {
    staff.close();
    const exit = await service.stop();
    rmSync(dataDir, { recursive: true });
    return exit;
  };
  return { staff, stop };
}

const once = () => ({ requestId: randomUUID() });
const agency = () => ({
  ...once(),
  name: 'Sở Tư pháp',
  level: 2 as const,
  codes: [],
  establishedOn: '2019-01-01',
});

async function appointLan() {
  const { agencyId } = await directory.agencies.establishAgency(agency());
  const { staffId } = await directory.staff.registerStaffMember({
    ...once(),
    subject: randomUUID(),
    name: 'Nguyễn Thị Lan',
    email: 'lan@phutho.example',
    phone: '0210 000 001',
    agencyId,
  });
  const { position } = await directory.staff.appointStaffMember({
    ...once(),
    staffId,
    agencyId,
    position: 'Chuyên viên',
    roles: ['specialist'],
    fromDay: '2019-01-01',
  });
  return { staffId, minPosition: position };
}

async function lastPublic(subject: string): Promise<Uint8Array> {
  const listener = await connectNats(platform.nats.now().urlOf('directory'), 'test');
  try {
    const jsm = await jetstreamManager(listener);
    return await eventually(async () => {
      const message = await jsm.streams.getMessage(publicStream('directory'), { last_by_subj: subject });
      return message?.data;
    });
  } finally {
    await listener.close();
  }
}

const forget = (personId: string) =>
  directory.persons.forgetPerson({ ...once(), personId, reason: 'Luật 91/2025/QH15' });

test('a caller reads their own writes, others are notified, a replica rebuilds the same', async () => {
  const asked = await appointLan();
  const answer = await directory.staff.getStaffMember(asked);
  expect(answer.staffMember).toMatchObject({
    name: 'Nguyễn Thị Lan',
    appointments: [{ position: 'Chuyên viên' }],
  });
  const message = await lastPublic('egov.directory.staff_member.appointed.v1');
  expect(StaffMemberAppointed.decode(message)).toMatchObject({
    staffId: asked.staffId,
    roles: ['specialist'],
  });
  const replica = await startReplica();
  expect(await replica.staff.getStaffMember(asked)).toEqual(answer);
  expect(await replica.stop()).toEqual({ code: 0, signal: null });
  await forget(asked.staffId);
});

test('the name of a forgotten person is in no file of the platform, in no spelling', async () => {
  const names = /Nguyễn Thị Lan|nguyen thi lan|lan@phutho\.example|0210 000 001/;
  const traces = () =>
    readdirSync(platform.folder, { recursive: true, withFileTypes: true })
      .filter(
        (entry) => entry.isFile() && names.test(readFileSync(join(entry.parentPath, entry.name), 'utf8')),
      )
      .map(({ name }) => name);
  const asked = await appointLan();
  expect((await directory.staff.getStaffMember(asked)).staffMember?.name).toBe('Nguyễn Thị Lan');
  await eventually(() => traces().length > 0);
  const { position } = await forget(asked.staffId);
  const { staffMember } = await directory.staff.getStaffMember({ ...asked, minPosition: position });
  expect(staffMember).toMatchObject({ staffId: asked.staffId, name: undefined });
  await eventually(() => traces().length === 0 || Promise.reject(new Error(traces().join())));
});

test('SIGTERM in the middle of commands ends none of them halfway', async () => {
  const { agencies } = platform.as(undefined, { retries: 0 }).directory;
  const calls = Array.from({ length: 50 }, () =>
    agencies.establishAgency(agency()).then(({ agencyId }) => agencyId),
  );
  await Promise.any(calls);
  const stopped = platform.services.directory.stop();
  const outcomes = await Promise.allSettled(calls);
  expect(await stopped).toEqual({ code: 0, signal: null });
  await platform.services.directory.start();
  const answered = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  expect(answered.length).toBeGreaterThan(0);
  const known = async (agencyId: string) =>
    (await eventually(() => directory.agencies.getAgency({ agencyId }))).agency?.agencyId;
  expect(await Promise.all(answered.map(known))).toEqual(answered);
});
