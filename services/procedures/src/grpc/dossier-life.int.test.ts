import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { grpcClient } from '@egov/chassis/grpc';
import { failureOf, testToken } from '@egov/chassis/testing';
import {
  CountDossiersRequest,
  DossierQueryServiceDefinition,
} from '@egov/proto/egov/procedures/v1/dossier_query_service';
import { DossierEndingServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_ending_service';
import { DossierIntakeServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_intake_service';
import { DurationUnit } from '@egov/proto/egov/working_time/v1/working_time';
import {
  act,
  DOSSIER,
  HISTORY,
  JUSTICE,
  PERSON,
  POLICE,
  proceduresWorld,
  reception,
  withDossierInWork,
  withHistory,
  withProcedure,
  withResultReturned,
  withSubmission,
  withSupplementAsked,
  type ProceduresWorld,
} from './test-support/procedures-world.ts';
import { DISSOLVED, RETIRED } from './test-support/quiet-directory.ts';

let world: ProceduresWorld;
beforeEach(async () => {
  world = await proceduresWorld();
});
afterEach(() => world.close());

const acting = () => ({ requestId: randomUUID(), ...act });
const wholeDossier = {
  dossierId: DOSSIER,
  asOfAt: undefined,
  asOfRevision: undefined,
};
const everything = { fromAt: undefined, beforeAt: undefined };

/** The clients of a caller with these permissions and agencies. */
async function as<Result>(
  claims: Parameters<typeof testToken>[0],
  run: (clients: ReturnType<typeof clientsOf>) => Promise<Result>,
): Promise<Result> {
  const clients = clientsOf(claims);
  try {
    return await run(clients);
  } finally {
    for (const client of Object.values(clients)) client.close();
  }
}
const clientsOf = (claims: Parameters<typeof testToken>[0]) => {
  const options = { token: async () => testToken(claims), retries: 0 };
  return {
    intake: grpcClient(DossierIntakeServiceDefinition, world.url, options),
    ending: grpcClient(DossierEndingServiceDefinition, world.url, options),
    queries: grpcClient(DossierQueryServiceDefinition, world.url, options),
  };
};

test('a dossier goes from the counter to the applicant, and every screen shows the same', async () => {
  await withResultReturned(world);
  const { dossier } = await world.queries.getDossier(wholeDossier);
  expect(dossier).toMatchObject({
    state: 10,
    code: expect.stringMatching(/^H44\.05-\d{6}-0001$/),
    timeliness: 1,
    procedureCode: '1.001193',
  });
  expect(dossier?.dueWorking).toMatchObject({
    calendarVersion: 'test',
    duration: { unit: DurationUnit.DURATION_UNIT_WORKING_DAYS, amount: 3 },
    startsAt: expect.any(Date),
  });
  const { entries } = await world.queries.listDossierTimeline({
    dossierId: DOSSIER,
    pageSize: 3,
  });
  expect(entries.map(({ eventType }) => eventType)).toEqual([
    'DossierSubmitted',
    'DossierAccepted',
    'DossierHandedOver',
  ]);
  const { rows } = await world.queries.getControlSheet({ dossierId: DOSSIER });
  expect(rows.map(({ toOfficialId, stepId }) => [toOfficialId, stepId])).toEqual([
    ['official', undefined],
    ['minh', 'examine'],
  ]);
  expect((await world.queries.countDossiers(CountDossiersRequest.fromPartial({}))).counts).toEqual([
    { state: 10, count: 1 },
  ]);
});

test('the timeline is listed in consecutive pages', async () => {
  await withResultReturned(world);
  const types: string[] = [];
  let pageToken: string | undefined;
  do {
    const page = await world.queries.listDossierTimeline({
      dossierId: DOSSIER,
      pageSize: 2,
      pageToken,
    });
    types.push(...page.entries.map(({ eventType }) => eventType));
    pageToken = page.nextPageToken;
  } while (pageToken !== undefined);
  expect(types).toEqual([
    'DossierSubmitted',
    'DossierAccepted',
    'DossierHandedOver',
    'StepCompleted',
    'ResultReleased',
    'ResultReturned',
  ]);
});

test('a dossier is shown as it was at a revision', async () => {
  await withResultReturned(world);
  const past = await world.queries.getDossier({ ...wholeDossier, asOfRevision: 2n });
  expect(past.dossier).toMatchObject({
    state: 4,
    revision: 2n,
    currentStepId: 'examine',
    timeliness: undefined,
  });
});

test('a dossier is not handed to a unit that is no more', async () => {
  await withDossierInWork(world);
  const refused = await failureOf(world.solving.handOverDossier({ ...acting(), agencyId: DISSOLVED }));
  expect(refused).toMatchObject({ codeName: 'FAILED_PRECONDITION', reason: 'UNIT_UNKNOWN' });
  expect((await world.queries.getDossier(wholeDossier)).dossier?.holderAgencyId).toBe(JUSTICE);
});

test('a dossier is handed only to an official who serves in the receiving unit', async () => {
  await withDossierInWork(world);
  for (const [agencyId, officialId] of [
    [JUSTICE, RETIRED],
    [POLICE, 'minh'],
  ] as const)
    expect(
      await failureOf(world.solving.handOverDossier({ ...acting(), agencyId, officialId })),
    ).toMatchObject({ reason: 'OFFICIAL_NOT_THERE', facts: { official: officialId, agency: agencyId } });
  expect(
    await world.solving.handOverDossier({ ...acting(), agencyId: JUSTICE, officialId: 'lan' }),
  ).toBeDefined();
});

test('codes of a unit and day are consecutive, and none is used twice', async () => {
  await withProcedure(world);
  const codes = await Promise.all(
    Array.from(
      { length: 20 },
      async () =>
        (await world.intake.receiveDossier({ requestId: randomUUID(), ...reception, dossierId: undefined }))
          .code,
    ),
  );
  expect(codes.map((code) => Number(code?.slice(-4))).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 20 }, (_, index) => index + 1),
  );
});

test('supplied papers move the due time, and both times are recorded', async () => {
  await withSupplementAsked(world);
  const { dueAt: due } = await world.pauses.supplyPapers({ ...acting(), components: [], satisfies: true });
  expect(due).toBeInstanceOf(Date);
  const { entries } = await world.queries.listDossierTimeline({
    dossierId: DOSSIER,
  });
  expect(entries.at(-1)).toMatchObject({
    detail: { $case: 'supply', value: { satisfies: true } },
    dueChange: { previousDueAt: expect.any(Date), dueAt: due },
  });
});

describe('personal data', () => {
  test('is not shown without permission', async () => {
    await withDossierInWork(world);
    const claims = { subject: 'lan', agencies: [JUSTICE], permissions: ['dossier.read'] };
    const { dossier } = await as(claims, ({ queries }) => queries.getDossier(wholeDossier));
    expect(dossier).toMatchObject({
      summary: undefined,
      applicant: { personId: undefined, name: undefined, idNumber: undefined, phone: undefined },
    });
    const { entries } = await as(claims, ({ queries }) =>
      queries.listDossierTimeline({ dossierId: DOSSIER }),
    );
    expect(JSON.stringify(entries.map(({ detail, facts }) => [detail, facts]))).not.toMatch(
      /Nguyễn|0888|025888|Khai sinh cho con/,
    );
  });

  test('is gone once the person is forgotten, and the dossier stays', async () => {
    await withDossierInWork(world);
    await world.correspondence.writeMessage({ ...acting(), text: 'Bao giờ có kết quả?' });
    const { data } = await world.persons.listPersonData({ personId: PERSON });
    expect(Object.fromEntries(data.map(({ field, value }) => [field, value]))).toMatchObject({
      'applicant.name': 'Nguyễn Văn An',
      'applicant.idNumber': '025888123456',
      summary: 'Khai sinh cho con',
      text: 'Bao giờ có kết quả?',
    });
    const { position } = await world.persons.forgetPerson({
      requestId: randomUUID(),
      personId: PERSON,
      reason: 'Luật 91/2025/QH15',
    });
    expect((await world.queries.getDossier(wholeDossier)).dossier).toMatchObject({
      state: 4,
      applicant: { name: undefined, idNumber: undefined },
      summary: undefined,
    });
    expect((await world.persons.listPersonData({ personId: PERSON, minPosition: position })).data).toEqual(
      [],
    );
  });
});

describe('an applicant', () => {
  const applicant = {
    subject: PERSON,
    agencies: [],
    permissions: ['dossier.submit', 'dossier.read', 'dossier.withdraw', 'dossier.rate'],
  };

  test("follows their own dossier, and nobody else's", async () => {
    await withSubmission(world);
    expect(
      (await as(applicant, ({ queries }) => queries.getDossier(wholeDossier))).dossier?.applicant?.name,
    ).toBe('Nguyễn Văn An');
    const another = { ...applicant, subject: randomUUID() };
    expect(await failureOf(as(another, ({ queries }) => queries.getDossier(wholeDossier)))).toMatchObject({
      codeName: 'NOT_FOUND',
    });
    expect(await failureOf(as(another, ({ ending }) => ending.withdrawDossier(acting())))).toMatchObject({
      codeName: 'NOT_FOUND',
    });
  });

  test('withdraws their own dossier without an agency', async () => {
    await withSubmission(world);
    expect(
      await as(applicant, ({ ending }) => ending.withdrawDossier({ ...acting(), reason: 'Đổi ý' })),
    ).toMatchObject({ state: 7 });
  });
});

describe('an imported history', () => {
  const step = (activity: string, occurred: string) => ({
    activity,
    resource: 'Resource10',
    occurredAt: new Date(occurred),
    transition: 'complete',
  });

  test('is recorded step by step, only once if sent twice, and has its own statistics', async () => {
    await withHistory(world);
    const steps = [
      step('T02', '2011-10-12T06:26:25Z'),
      step('T04', '2011-10-11T06:26:25Z'),
      step('T02', '2011-10-13T06:26:25Z'),
    ];
    const recording = { ...acting(), firstIndex: 0, steps };
    expect(await world.solving.recordSteps(recording)).toMatchObject({ flaggedCount: 2 });
    const { position } = await world.solving.recordSteps(recording);
    const figures = await world.statistics.getProcessStatistics({
      scope: { ...everything, importId: 'receipt' },
      minPosition: position,
    });
    expect(figures).toMatchObject({
      caseCount: 1,
      eventCount: 3,
      variantCount: 1,
      flaggedStepCount: 2,
      durationSeconds: { max: 2 * 86_400 },
    });
    expect((await world.queries.countDossiers(CountDossiersRequest.fromPartial({}))).counts).toEqual([]);
  });

  test('accepts no step that leaves a gap, and no live dossier', async () => {
    await withHistory(world);
    expect(
      await failureOf(
        world.solving.recordSteps({
          ...acting(),
          firstIndex: 5,
          steps: [step('T02', '2011-10-12T06:26:25Z')],
        }),
      ),
    ).toMatchObject({ reason: 'STEPS_MISSING' });
    await withProcedure(world);
    const live = randomUUID();
    await world.intake.receiveDossier({ requestId: randomUUID(), ...reception, dossierId: live });
    expect(
      await failureOf(
        world.solving.recordSteps({
          ...acting(),
          dossierId: live,
          firstIndex: 0,
          steps: [step('T02', '2011-10-12T06:26:25Z')],
        }),
      ),
    ).toMatchObject({ reason: 'NOT_A_RECORDED_DOSSIER' });
  });

  test('belongs to a recorded procedure, which accepts nothing else', async () => {
    await withHistory(world);
    expect(
      await failureOf(
        world.intake.receiveDossier({
          requestId: randomUUID(),
          ...reception,
          dossierId: undefined,
          procedureId: HISTORY,
          components: [],
        }),
      ),
    ).toMatchObject({ reason: 'PROCEDURE_RECORDED' });
  });
});
