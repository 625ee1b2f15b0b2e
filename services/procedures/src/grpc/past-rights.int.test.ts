import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { GrpcClient } from '@egov/chassis/grpc';
import { eventually, failureOf } from '@egov/chassis/testing';
import {
  CountDossiersRequest,
  DossierQueryServiceDefinition,
  ListDossiersRequest,
} from '@egov/proto/egov/procedures/v1/dossier_query_service';
import {
  act,
  DOSSIER,
  JUSTICE,
  POLICE,
  proceduresWorld,
  withDossierInWork,
  type ProceduresWorld,
} from './test-support/procedures-world.ts';
import { fileRef } from './test-support/uploaded-paper.ts';

type Queries = GrpcClient<typeof DossierQueryServiceDefinition>;

let world: ProceduresWorld;
let police: Queries;
let whileHeld: Readonly<{ asOfAt: Date; asOfRevision: bigint }>;

const handOver = (agencyId: string) =>
  world.solving.handOverDossier({
    requestId: randomUUID(),
    ...act,
    stepId: undefined,
    agencyId,
    officialId: undefined,
  });

/** The dossier of the office of justice, handed to the police. */
beforeEach(async () => {
  world = await proceduresWorld();
  police = world.as(DossierQueryServiceDefinition, {
    agencies: [POLICE],
    permissions: ['dossier.read', 'dossier.read-personal'],
  });
  await withDossierInWork(world);
  const { revision, position } = await handOver(POLICE);
  const { dossiers } = await police.listDossiers(ListDossiersRequest.fromPartial({ minPosition: position }));
  expect(dossiers).toMatchObject([{ dossierId: DOSSIER, applicantName: 'Nguyễn Văn An' }]);
  whileHeld = { asOfAt: new Date(), asOfRevision: revision };
});
afterEach(() => world.close());

test('who handed a dossier back reads nothing more of it, not even as of when they held it', async () => {
  const { code } = (await police.getDossier({ dossierId: DOSSIER })).dossier ?? {};
  const { position: minPosition } = await handOver(JUSTICE);
  const { asOfAt, asOfRevision } = whileHeld;
  const asked: Readonly<Record<string, () => Promise<unknown>>> = {
    'the dossier': () => police.getDossier({ dossierId: DOSSIER }),
    'the dossier at a revision': () => police.getDossier({ dossierId: DOSSIER, asOfRevision }),
    'the dossier at an instant': () => police.getDossier({ dossierId: DOSSIER, asOfAt }),
    'by its code': () => police.getDossier({ code, asOfRevision, minPosition }),
    'what happened': () => police.listDossierTimeline({ dossierId: DOSSIER }),
    'the control sheet': () => police.getControlSheet({ dossierId: DOSSIER }),
    'a paper': () => police.grantPaper({ dossierId: DOSSIER, fileRef }),
  };
  for (const [what, ask] of Object.entries(asked))
    expect([what, (await failureOf(ask())).reason]).toEqual([what, 'NOT_FOUND']);
  for (const past of [{}, { asOfAt }]) {
    const query = { ...past, minPosition };
    expect(await police.listDossiers(ListDossiersRequest.fromPartial(query))).toMatchObject({ dossiers: [] });
    expect(await police.countDossiers(CountDossiersRequest.fromPartial(query))).toMatchObject({ counts: [] });
  }
});

test('who holds a dossier now sees it whole on the desk of a day before they held it', async () => {
  const { position: minPosition } = await handOver(JUSTICE);
  const before = new Date();
  // What is recorded within the same millisecond is recorded by then.
  await eventually(() => Date.now() > before.getTime());
  const { position } = await handOver(POLICE);
  expect(minPosition).toBeLessThan(position);
  const { dossiers } = await police.listDossiers(
    ListDossiersRequest.fromPartial({ asOfAt: before, minPosition: position }),
  );
  expect(dossiers).toMatchObject([
    { dossierId: DOSSIER, holderAgencyId: JUSTICE, applicantName: 'Nguyễn Văn An' },
  ]);
});
