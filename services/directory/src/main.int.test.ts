import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connect } from 'nats';
import { grpcClient, publicStream } from '@egov/chassis/runtime';
import { eventually, testIssuer } from '@egov/chassis/testing';
import type { TestIssuer } from '@egov/chassis/testing';
import { startEventStoreLite, startNats, startService } from '@egov/local';
import type { EventStoreLite, Nats, Service } from '@egov/local';
import { StaffMemberAppointed } from '@egov/proto/egov/directory/events/v1/directory_events';
import { AgencyServiceService } from '@egov/proto/egov/directory/v1/agency_service';
import { PersonServiceService } from '@egov/proto/egov/directory/v1/person_service';
import { StaffServiceService } from '@egov/proto/egov/directory/v1/staff_service';

const folder = mkdtempSync(join(tmpdir(), 'directory-'));
const permissions = ['agency.manage', 'agency.read', 'staff.manage', 'staff.read', 'person.read', 'person.forget'];
let issuer: TestIssuer;
let nats: Nats;
let log: EventStoreLite;
let service: Service;

const startDirectory = (dataDir: string): Promise<Service> => startService('directory', {
  env: {
    EVENTSTORE_URL: log.url, NATS_URL: nats.url, OIDC_ISSUER: issuer.issuer, OIDC_JWKS_URL: issuer.jwksUrl, PROVINCE: 'H44',
    DATA_DIR: join(folder, dataDir), MASTER_KEY_FILE: join(folder, 'master.key'),
  },
  logFile: join(folder, 'directory.log'),
});

function clients({ address }: Service) {
  const options = { token: () => issuer.token({ subject: 'governor', agencies: ['*'], permissions }) };
  const [agencies, staff, persons] = [
    grpcClient(AgencyServiceService, address, options), grpcClient(StaffServiceService, address, options), grpcClient(PersonServiceService, address, options),
  ];
  return { agencies, staff, persons, [Symbol.dispose]: () => { for (const each of [agencies, staff, persons]) each.close(); } };
}

const once = () => ({ requestId: randomUUID() });
const agency = () => ({ ...once(), agencyId: '', name: 'Sở Tư pháp', level: 2 as const, parentId: '', codes: [], establishedOn: '2019-01-01' });

beforeAll(async () => {
  writeFileSync(join(folder, 'master.key'), randomBytes(32));
  [issuer, nats, log] = await Promise.all([testIssuer(), startNats({ dataDir: join(folder, 'nats') }), startEventStoreLite({ dataDir: join(folder, 'log') })]);
  service = await startDirectory('first');
}, 60_000);

afterAll(async () => {
  await service.stop();
  await Promise.all([log.stop(), nats.stop(), issuer.close()]);
  rmSync(folder, { recursive: true });
}, 60_000);

async function appointLan({ agencies, staff }: ReturnType<typeof clients>) {
  const { agencyId } = await agencies.establishAgency(agency());
  const { staffId } = await staff.registerStaffMember({
    ...once(), staffId: '', subject: randomUUID(), name: 'Nguyễn Thị Lan', email: 'lan@phutho.example', phone: '0210 000 001', agencyId,
  });
  const { position } = await staff.appointStaffMember({ ...once(), staffId, agencyId, position: 'Chuyên viên', roles: ['specialist'], from: '2019-01-01' });
  return { staffId, position };
}

test('a caller reads what they wrote, others hear of it, and another replica builds the same from the log', async () => {
  using here = clients(service);
  const { staffId, position } = await appointLan(here);
  const asked = { staffId, asOf: '', minPosition: position };
  const answer = await here.staff.getStaffMember(asked);
  expect(answer.staffMember).toMatchObject({ name: 'Nguyễn Thị Lan', appointments: [{ position: 'Chuyên viên' }] });

  const listener = await connect({ servers: nats.url });
  const jsm = await listener.jetstreamManager();
  const message = await eventually(() => jsm.streams.getMessage(publicStream('directory'), { last_by_subj: 'egov.directory.staff_member.appointed.v1' }));
  expect(StaffMemberAppointed.decode(message.data)).toMatchObject({ staffId, roles: ['specialist'] });
  await listener.close();

  const replica = await startDirectory('second');
  using there = clients(replica);
  expect(await there.staff.getStaffMember(asked)).toEqual(answer);
  expect(await replica.stop()).toEqual({ code: 0, signal: null });
  rmSync(join(folder, 'second'), { recursive: true });
}, 60_000);

test('of somebody forgotten the name is in no file of the platform, in no spelling', async () => {
  using here = clients(service);
  const { staffId } = await appointLan(here);
  const names = /Nguyễn Thị Lan|nguyen thi lan|lan@phutho\.example|0210 000 001/;
  const traces = () => readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && names.test(readFileSync(join(entry.parentPath, entry.name), 'utf8')))
    .map(({ name }) => name);
  await here.staff.getStaffMember({ staffId, asOf: '', minPosition: 0n });
  await eventually(() => traces().length > 0);
  const others = (await readAll(here)).filter((each) => each !== staffId);
  for (const personId of [...others, staffId]) await here.persons.forgetPerson({ ...once(), personId, reason: 'Luật 91/2025/QH15' });
  await eventually(() => traces().length === 0 || Promise.reject(new Error(traces().join())));
}, 60_000);

async function readAll({ agencies, staff }: ReturnType<typeof clients>): Promise<readonly string[]> {
  const all = await agencies.listAgencies({ asOf: '', level: 0, parentId: '', text: '', pageSize: 200, pageToken: '', minPosition: 0n });
  const lists = await Promise.all(all.agencies.map(({ agencyId }) =>
    staff.listStaffMembers({ agencyId, asOf: '', text: '', pageSize: 200, pageToken: '', minPosition: 0n })));
  return lists.flatMap(({ staffMembers }) => staffMembers.map(({ staffId }) => staffId));
}

test('SIGTERM in the middle of commands ends none of them halfway', async () => {
  using here = clients(service);
  const calls = Array.from({ length: 50 }, () => here.agencies.establishAgency(agency(), { deadlineMs: 5_000 }).then(({ agencyId }) => agencyId));
  await Promise.race(calls);
  const stopped = service.stop();
  const outcomes = await Promise.allSettled(calls);
  expect(await stopped).toEqual({ code: 0, signal: null });
  service = await startDirectory('first');
  using again = clients(service);
  const answered = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  expect(answered.length).toBeGreaterThan(0);
  for (const agencyId of answered) await again.agencies.getAgency({ agencyId, asOf: '', minPosition: 0n });
}, 60_000);
