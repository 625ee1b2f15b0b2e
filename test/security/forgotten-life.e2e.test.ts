import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type CallFailed, grpcClient, type GrpcClient } from '@egov/chassis/grpc';
import { connectNats } from '@egov/chassis/runtime';
import { eventually, pdfOf, type TestCaller } from '@egov/chassis/testing';
import { natsPersonNotes, type PersonNotes } from '@egov/chassis/web';
import {
  freePort,
  portalEnvironment,
  serviceEnvironment,
  serviceKeysIn,
  startPortal,
  startService,
} from '@egov/local';
import { FileServiceDefinition } from '@egov/proto/egov/files/v1/file_service';
import { markedEndings, markedLife, marking, type Paper } from '../support/marked-life.ts';
import { withOneStopCentre } from '../support/one-stop-centre.ts';
import { governor, startPlatform, type Clients, type Platform } from '../support/platform.ts';
import { tracesInFiles } from '../support/traces-in-files.ts';

const LAN = '5b2b2f7e-0000-4000-8000-0000000000f1';
const lan: TestCaller = {
  subject: LAN,
  permissions: [
    'procedure.read',
    'file.upload',
    'dossier.submit',
    'dossier.read',
    'dossier.message',
    'dossier.withdraw',
    'dossier.rate',
  ],
};

let platform: Platform;
let office: Clients;
let notes: PersonNotes;
let uploads: GrpcClient<typeof FileServiceDefinition>;
let inspector: GrpcClient<typeof FileServiceDefinition>;
const ends: (() => unknown)[] = [];
const marked = marking();
/** What the person typed into a paper and a draft, which only they can read. */
const own = { paper: marked.mark(), draft: marked.mark() };
let paper: Paper;

beforeAll(async () => {
  platform = await startPlatform();
  ends.push(() => platform.close());
  office = await withOneStopCentre(platform);
  const ground = {
    addresses: platform.addresses,
    natsUrlOf: platform.nats.now().urlOf,
    issuer: platform.issuer.issuer,
    jwksUrl: platform.issuer.jwksUrl,
    clientSecret: () => 'secret',
  };
  await startFiles(ground);
  await startCitizenPortal(ground);
  paper = await uploaded();
  const citizen = platform.as(lan);
  await markedLife({ citizen, office }, { personId: LAN, paper }, marked);
  await markedEndings({ citizen, office }, LAN, marked);
  await notes.put(LAN, 'draft', 'births', { fields: { name: own.draft } });
});
afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

type Ground = Omit<Parameters<typeof portalEnvironment>[1], 'url' | 'sessionKeyFile'>;

async function startFiles(ground: Ground): Promise<void> {
  const dataDir = join(platform.folder, 'files');
  await mkdir(dataDir);
  const eventStoreUrl = platform.eventStore.now().urlOf;
  const keys = await serviceKeysIn(platform.folder);
  const service = await startService('files', {
    env: serviceEnvironment('files', { ...ground, eventStoreUrl, keys, province: 'test', dataDir }),
  });
  ends.push(() => service.stop());
  const as = (caller: TestCaller) => {
    const client = grpcClient(FileServiceDefinition, service.address, {
      token: () => platform.issuer.token({ expiresInSeconds: 3_600, ...caller }),
      retries: 0,
    });
    ends.push(() => client.close());
    return client;
  };
  uploads = as(lan);
  inspector = as(governor);
}

/** The portal runs; drafts are written where its pages write them, as those need a login. */
async function startCitizenPortal(ground: Ground): Promise<void> {
  const key = randomBytes(32);
  const sessionKeyFile = join(platform.folder, 'session.key');
  await writeFile(sessionKeyFile, key);
  const url = `http://127.0.0.1:${await freePort()}`;
  const portal = await startPortal('citizen-portal', {
    logFile: join(platform.folder, 'logs', 'citizen-portal.log'),
    env: {
      ...portalEnvironment('citizen-portal', { ...ground, url, sessionKeyFile }),
      PAYMENT_URL: 'http://127.0.0.1:9',
      PAYMENT_KEY_FILE: sessionKeyFile,
    },
  });
  const nats = await connectNats(ground.natsUrlOf('citizen-portal'), 'citizen-portal');
  notes = await natsPersonNotes({ nats, key });
  ends.push(
    () => portal.stop(),
    () => nats.close(),
  );
}

async function uploaded(): Promise<Paper> {
  const content = pdfOf({ objects: [{ dictionary: '', stream: own.paper }] });
  const { uploadId } = await uploads.beginUpload({
    requestId: randomUUID(),
    contentType: 'application/pdf',
    size: BigInt(content.length),
  });
  await uploads.appendChunk({ requestId: randomUUID(), uploadId, offset: 0n, chunk: content });
  const { fileRef } = await uploads.finishUpload({ requestId: randomUUID(), uploadId });
  return { paperId: 'form', originals: 1, fileRef, fileName: `${marked.mark()}.pdf` };
}

async function held(minPosition = 0n): Promise<readonly string[]> {
  const values: string[] = [];
  let pageToken: string | undefined;
  do {
    const page = await office.procedures.persons.listPersonData({ personId: LAN, pageToken, minPosition });
    values.push(...page.data.map(({ value }) => value));
    pageToken = page.nextPageToken;
  } while (pageToken !== undefined);
  return values;
}

const grant = async (): Promise<string> => {
  const { dossierQueries } = platform.as(lan).procedures;
  const { dossiers } = await dossierQueries.listDossiers({});
  for (const { dossierId } of dossiers) {
    const { dossier } = await dossierQueries.getDossier({ dossierId });
    if (dossier?.components.some(({ fileRef }) => fileRef === paper.fileRef))
      return (await dossierQueries.grantPaper({ dossierId, fileRef: paper.fileRef })).grant;
  }
  throw new Error('No dossier names the paper.');
};

test('everything that was typed is found, then forgotten, and is in no file any more', async () => {
  await eventually(async () => (await held()).length > 0);
  const found = (await held()).join('\n');
  const recorded = marked.marks.filter((mark) => !Object.values(own).includes(mark));
  expect(recorded.filter((mark) => !found.includes(mark))).toEqual([]);
  const readable = async () => uploads.readFile({ fileRef: paper.fileRef, grant: await grant(), offset: 0n });
  expect(Buffer.from((await readable()).part?.chunk ?? []).toString()).toContain(own.paper);
  expect((await inspector.listPersonFiles({ personId: LAN })).files).toMatchObject([
    { fileRef: paper.fileRef },
  ]);
  expect(await notes.all(LAN, 'draft')).toMatchObject([{ value: { fields: { name: own.draft } } }]);
  const token = await grant();

  const { position } = await office.procedures.persons.forgetPerson({
    requestId: randomUUID(),
    personId: LAN,
    reason: 'Luật 91/2025/QH15',
  });

  expect(await held(position)).toEqual([]);
  // The files service hears of it by the broker.
  const refused = async () =>
    uploads.readFile({ fileRef: paper.fileRef, grant: token, offset: 0n }).then(
      () => undefined,
      ({ reason }: CallFailed) => reason,
    );
  await eventually(async () => (await refused()) === 'NOT_FOUND');
  await eventually(async () => (await notes.all(LAN, 'draft')).length === 0);
  await eventually(async () => (await inspector.listPersonFiles({ personId: LAN })).objects === 0);
  const traces = () => tracesInFiles(platform.folder, formsOf(marked.marks));
  await eventually(async () => (await traces()).length === 0, { every: 100 }).catch(async () =>
    expect(await traces()).toEqual([]),
  );
});

/** The marks, also folded as the word index has them, which shares the beginnings of words. */
const formsOf = (marks: readonly string[]): readonly string[] =>
  marks.flatMap((mark) => [mark, `vanghoe${mark.slice(-3)}`, `anghoe${mark.slice(-3)}`]);
