import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { memoryKeyStore, openEventLog, readChainKeys, verifyAllChains } from '@egov/chassis/runtime';
import { eventually } from '@egov/chassis/testing';
import { eventServiceNames } from '@egov/platform';
import { dossierInWork, finish } from '../support/lives.ts';
import { applicant, JUSTICE, withOneStopCentre } from '../support/one-stop-centre.ts';
import { startPlatform, type Clients, type Platform } from '../support/platform.ts';
import { tracesInFiles } from '../support/traces-in-files.ts';

const CITIZEN = '5b2b2f7e-0000-4000-8000-0000000000e1';

/**
 * Words that occur nowhere else; also without their first letter, as an index stores words without the prefix
 * shared with the previous word.
 */
const words = {
  citizen: [
    'Quàngxổm',
    'Tuyếtlĩnh',
    'quangxom',
    'uangxom',
    'tuyetlinh',
    'uyetlinh',
    '0799551234',
    '079199887766',
    'xomtuyet@thu.example',
    'Ngõ Vắnghoe',
  ],
  official: [
    'Đằngghẽ',
    'Khoảnhvuông',
    'dangghe',
    'angghe',
    'khoanhvuong',
    'hoanhvuong',
    'ghe.khoanh@phutho.example',
    '0210887766',
  ],
} as const;
const everyWord = Object.values(words).flat();

let platform: Platform;
let clients: Clients;
let dossierId: string;
let staffId: string;

beforeAll(async () => {
  platform = await startPlatform();
  clients = await withOneStopCentre(platform);
  dossierId = await dossierInWork(clients, {
    summary: 'Khai sinh cho con của Quàngxổm Tuyếtlĩnh',
    applicant: {
      ...applicant(CITIZEN, 'Quàngxổm Tuyếtlĩnh'),
      idNumber: '079199887766',
      phone: '0799551234',
      email: 'xomtuyet@thu.example',
      address: 'Ngõ Vắnghoe, Việt Trì',
    },
  });
  await finish(platform, dossierId, { receivedBy: 'Quàngxổm Tuyếtlĩnh', comment: 'Cảm ơn, Tuyếtlĩnh' });
  ({ staffId } = await clients.directory.staff.registerStaffMember({
    requestId: randomUUID(),
    subject: 'ghe',
    name: 'Đằngghẽ Khoảnhvuông',
    email: 'ghe.khoanh@phutho.example',
    phone: '0210887766',
    agencyId: JUSTICE,
  }));
});
afterAll(async () => {
  await platform.close();
});

const listed = async (text: string, minPosition: bigint) =>
  (
    await clients.procedures.dossierQueries.listDossiers({
      filter: {
        states: [],
        agencyId: JUSTICE,
        text,
        toSign: false,
      },
      minPosition,
    })
  ).dossiers;

const staffListed = async (text: string, minPosition: bigint) =>
  (
    await clients.directory.staff.listStaffMembers({
      agencyId: JUSTICE,
      text,
      minPosition,
    })
  ).staffMembers;

test('a forgotten person is in no file and no response of the platform; the chain is intact', async () => {
  const { procedures, directory } = clients;
  await eventually(async () => (await listed('quangxom', 0n)).length === 1);
  expect(
    (await procedures.persons.listPersonData({ personId: CITIZEN })).data.map(({ value }) => value),
  ).toContain('Quàngxổm Tuyếtlĩnh');
  const before = await eventually(async () => {
    const traces = await tracesInFiles(platform.folder, everyWord);
    return ['procedures', 'directory'].every((service) =>
      traces.some((trace) => trace.startsWith(`${service}/`)),
    )
      ? traces
      : undefined;
  });
  expect(before.filter((trace) => !/^(procedures|directory)\//.test(trace))).toEqual([]);

  const citizen = await procedures.persons.forgetPerson({
    requestId: randomUUID(),
    personId: CITIZEN,
    reason: 'Luật 91/2025/QH15',
  });
  const official = await directory.persons.forgetPerson({
    requestId: randomUUID(),
    personId: staffId,
    reason: 'Luật 91/2025/QH15',
  });

  expect(await listed('quangxom', citizen.position)).toEqual([]);
  expect(await staffListed('khoanhvuong', official.position)).toEqual([]);
  expect(
    (
      await procedures.persons.listPersonData({ personId: CITIZEN, minPosition: citizen.position })
    ).data.filter(({ value }) => value !== undefined),
  ).toEqual([]);
  // The subject of an official's tokens is a name of the realm and stays, so that signed acts can still be
  // attributed.
  expect(
    (
      await directory.persons.listPersonData({ personId: staffId, minPosition: official.position })
    ).data.filter(({ field, value }) => field !== 'subject' && value !== undefined),
  ).toEqual([]);
  const { dossier } = await procedures.dossierQueries.getDossier({
    dossierId,
    minPosition: citizen.position,
  });
  expect(dossier).toMatchObject({
    dossierId,
    applicant: {
      personId: CITIZEN,
      name: undefined,
      idNumber: undefined,
      phone: undefined,
      email: undefined,
      address: undefined,
    },
  });
  const { staffMember } = await directory.staff.getStaffMember({
    staffId,
    minPosition: official.position,
  });
  expect(staffMember).toMatchObject({
    staffId,
    subject: 'ghe',
    name: undefined,
    email: undefined,
    phone: undefined,
  });

  const after = async (): Promise<readonly string[]> => tracesInFiles(platform.folder, everyWord);
  await eventually(async () => (await after()).length === 0, { every: 100 }).catch(async () =>
    expect(await after()).toEqual([]),
  );
  await chainHolds();
});

test('and stays forgotten when everything is restarted and the read models are rebuilt', async () => {
  for (const name of ['procedures', 'directory'] as const) await platform.services[name].kill();
  await platform.eventStore.stop();
  await platform.nats.stop();
  await Promise.all([platform.eventStore.start(), platform.nats.start()]);
  await platform.services.directory.start();
  await platform.services.procedures.start();
  expect(await eventually(() => listed('quangxom', 0n))).toEqual([]);
  expect(await tracesInFiles(platform.folder, everyWord)).toEqual([]);
  await chainHolds();
});

async function chainHolds(): Promise<void> {
  for (const service of eventServiceNames) {
    const log = openEventLog({
      url: platform.eventStore.now().urlOf(service),
      service,
      province: 'test',
      keys: memoryKeyStore(),
      chainKeys: await readChainKeys(platform.chainKeysFile(service)),
      clock: () => new Date().toISOString(),
    });
    const { events, breaks } = await verifyAllChains(log);
    await log.close();
    expect(breaks).toEqual([]);
    expect(events).toBeGreaterThan(1);
  }
}
