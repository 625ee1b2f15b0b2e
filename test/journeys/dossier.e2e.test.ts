import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually, failureOf } from '@egov/chassis/testing';
import { DossierState } from '@egov/proto/egov/procedures/v1/dossier';
import { act, dossierInWork, finish } from '../support/lives.ts';
import { applicant, JUSTICE, withOneStopCentre } from '../support/one-stop-centre.ts';
import { startPlatform, type Clients, type Platform } from '../support/platform.ts';
import { publicMessages } from '../support/public-messages.ts';
import { storedEvents } from '../support/stored-events.ts';

let platform: Platform;
let clients: Clients;
beforeAll(async () => {
  platform = await startPlatform();
  clients = await withOneStopCentre(platform);
});
afterAll(async () => {
  await platform.close();
});

const CODE = /^H44\.05-\d{6}-\d{4}$/;

const found = async (text: string, minPosition: bigint) =>
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

test('a dossier is received, supplemented, solved, returned, rated, and read as of any time', async () => {
  const { pauses, dossierQueries: queries } = clients.procedures;
  const dossierId = await dossierInWork(clients, { applicant: applicant(randomUUID(), 'Đỗ Thị Hồng') });
  const { position } = await pauses.requestSupplement({
    ...act(dossierId),
    reason: 'Thiếu',
    defects: [{ paperId: 'form', description: 'Thiếu chữ ký' }],
  });
  const [listed] = await found('do thi hong', position);
  expect(listed).toMatchObject({
    dossierId,
    applicantName: 'Đỗ Thị Hồng',
    state: DossierState.DOSSIER_STATE_SUPPLEMENT_REQUESTED,
    holderOfficialId: 'minh',
  });
  expect(listed?.code).toMatch(CODE);

  await pauses.supplyPapers({ ...act(dossierId), components: [], satisfies: true });
  await finish(platform, dossierId, { comment: 'Nhanh' });
  const { dossier } = await queries.getDossier({ dossierId });
  expect(dossier).toMatchObject({
    dossierId,
    code: listed?.code,
    state: DossierState.DOSSIER_STATE_RETURNED,
    rating: 5,
  });
  expect(await queries.getDossier({ code: listed?.code ?? '' })).toEqual({
    dossier,
  });

  const { entries } = await queries.listDossierTimeline({
    dossierId,
    pageSize: 100,
  });
  expect(entries.at(-1)).toMatchObject({
    revision: dossier?.revision,
    state: DossierState.DOSSIER_STATE_RETURNED,
    actorId: 'rating-device',
  });
  for (const { revision, state, recordedAt: recorded } of entries) {
    expect((await queries.getDossier({ dossierId, asOfRevision: revision })).dossier).toMatchObject({
      revision,
      state,
    });
    expect(
      (await queries.getDossier({ dossierId, asOfAt: recorded })).dossier?.revision,
    ).toBeGreaterThanOrEqual(revision);
  }
});

test('dossiers of one agency do not exist for another, nor names for the unauthorised', async () => {
  const dossierId = await dossierInWork(clients);
  const elsewhere = platform.as({
    subject: 'stranger',
    agencies: [randomUUID()],
    permissions: ['dossier.read', 'dossier.examine'],
  }).procedures;
  expect(await failureOf(elsewhere.dossierQueries.getDossier({ dossierId }))).toMatchObject({
    codeName: 'NOT_FOUND',
  });
  expect(
    await failureOf(elsewhere.solving.completeStep({ ...act(dossierId), stepId: 'examine' })),
  ).toMatchObject({ codeName: 'NOT_FOUND' });
  const inspector = platform.as({
    subject: 'auditor',
    agencies: [JUSTICE],
    permissions: ['dossier.read'],
  }).procedures;
  expect((await inspector.dossierQueries.getDossier({ dossierId })).dossier?.applicant?.name ?? '').toBe('');
});

test('other services hear of the dossier in the order of its events', async () => {
  const dossierId = await dossierInWork(clients);
  await finish(platform, dossierId);
  const recorded = (await storedEvents(platform, `procedures_dossier-${dossierId}`)).map(({ id }) => id);
  const told = await eventually(async () => {
    const ids = (await publicMessages(platform, 'procedures'))
      .map(({ id }) => id)
      .filter((id) => recorded.includes(id));
    return ids.length >= 3 ? ids : undefined;
  });
  expect(told).toEqual(recorded.filter((id) => told.includes(id)));
});
