import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { grpcClient, type GrpcClient } from '@egov/chassis/grpc';
import { eventually, failureOf, pdfOf, type TestCaller } from '@egov/chassis/testing';
import { serviceEnvironment, serviceKeysIn, startService, type Service } from '@egov/local';
import { FileServiceDefinition } from '@egov/proto/egov/files/v1/file_service';
import { applicant, BIRTHS, JUSTICE, withOneStopCentre } from '../support/one-stop-centre.ts';
import { startPlatform, type Clients, type Platform } from '../support/platform.ts';

const LAN = '5b2b2f7e-0000-4000-8000-0000000000f1';
const MINH = '5b2b2f7e-0000-4000-8000-0000000000f2';
const SECRET = 'Quàngxổm was born at Ngõ Vắnghoe';
const PAPER = pdfOf({ objects: [{ dictionary: '', stream: SECRET }] });
const ANOTHER = pdfOf({ catalogue: '/Lang (vi)' });

type FileClient = GrpcClient<typeof FileServiceDefinition>;
type Caller = Clients & Readonly<{ files: FileClient }>;

const citizen = (subject: string): TestCaller => ({
  subject,
  permissions: ['procedure.read', 'file.upload', 'dossier.submit', 'dossier.read'],
});
const official = (subject: string, agency: string): TestCaller => ({
  subject,
  agencies: [agency],
  permissions: ['dossier.read', 'dossier.read-personal', 'file.read'],
});

let platform: Platform;
let office: Clients;
let service: Service;
const opened: FileClient[] = [];
let lan: Caller;
let minh: Caller;
let fileRef: string;
let dossierId: string;

const as = (caller: TestCaller): Caller => {
  const files = grpcClient(FileServiceDefinition, service.address, {
    token: () => platform.issuer.token({ expiresInSeconds: 3_600, ...caller }),
    retries: 0,
  });
  opened.push(files);
  return { ...platform.as(caller), files };
};

async function upload({ files }: Caller, content: Buffer) {
  const { uploadId } = await files.beginUpload({
    requestId: randomUUID(),
    contentType: 'application/pdf',
    size: BigInt(content.length),
  });
  await files.appendChunk({ requestId: randomUUID(), uploadId, offset: 0n, chunk: content });
  return { uploadId, ...(await files.finishUpload({ requestId: randomUUID(), uploadId })) };
}

const submit = async ({ procedures }: Caller, person: string, fileName: string) =>
  (
    await procedures.intake.submitDossier({
      requestId: randomUUID(),
      procedureId: BIRTHS,
      applicant: applicant(person),
      components: [{ paperId: 'form', originals: 1, fileRef, fileName }],
    })
  ).dossierId;

const granted = async ({ procedures }: Caller, dossier = dossierId) =>
  (await procedures.dossierQueries.grantPaper({ dossierId: dossier, fileRef })).grant;
const read = ({ files }: Caller, grant: string, ref = fileRef) =>
  files.readFile({ fileRef: ref, grant, offset: 0n });
const refusalOf = async (work: Promise<unknown>) => (await failureOf(work)).reason;

beforeAll(async () => {
  platform = await startPlatform();
  office = await withOneStopCentre(platform);
  const dataDir = join(platform.folder, 'files');
  await mkdir(dataDir);
  service = await startService('files', {
    env: serviceEnvironment('files', {
      addresses: platform.addresses,
      natsUrlOf: platform.nats.now().urlOf,
      eventStoreUrl: platform.eventStore.now().urlOf,
      issuer: platform.issuer.issuer,
      jwksUrl: platform.issuer.jwksUrl,
      clientSecret: () => 'secret',
      keys: await serviceKeysIn(platform.folder),
      province: 'test',
      dataDir,
    }),
  });
  lan = as(citizen(LAN));
  minh = as(citizen(MINH));
  ({ fileRef } = await upload(lan, PAPER));
  dossierId = await submit(lan, LAN, 'khai sinh.pdf');
});
afterAll(async () => {
  for (const client of opened) client.close();
  await service.stop();
  await platform.close();
});

test('who may see a dossier can read its paper; a reference or another’s grant opens nothing', async () => {
  const desk = as(official('lan-at-the-desk', JUSTICE));
  const grant = await granted(desk);
  expect((await read(desk, grant)).part?.chunk).toEqual(PAPER);
  expect((await read(lan, await granted(lan))).part?.chunk).toEqual(PAPER);

  const elsewhere = as(official('elsewhere', randomUUID()));
  expect(await refusalOf(granted(elsewhere))).toBe('NOT_FOUND');
  expect(await refusalOf(granted(minh))).toBe('NOT_FOUND');
  for (const stranger of [elsewhere, minh]) {
    for (const token of ['none', grant]) {
      expect(await refusalOf(read(stranger, token))).toBe('GRANT_REFUSED');
    }
  }
  const another = await upload(lan, ANOTHER);
  expect(await refusalOf(read(desk, grant, another.fileRef))).toBe('GRANT_REFUSED');
  const [head, , signature] = grant.split('.');
  const payload = { iss: 'procedures', aud: 'files', sub: 'elsewhere', verb: 'read', thing: fileRef };
  const forged = [head, Buffer.from(JSON.stringify(payload)).toString('base64url'), signature].join('.');
  expect(await refusalOf(read(elsewhere, forged))).toBe('GRANT_REFUSED');
});

test('a file that somebody else uploaded cannot be submitted', async () => {
  const { reason, facts } = await failureOf(submit(minh, MINH, 'của tôi.pdf'));
  expect([reason, facts.field]).toEqual(['FILE_UNKNOWN', 'components[0].file_ref']);
});

test('two people who upload the same bytes each have their own name for them', async () => {
  expect((await upload(minh, PAPER)).fileRef).toBe(fileRef);
  const own = await submit(minh, MINH, 'giấy của Minh.pdf');
  expect((await read(minh, await granted(minh, own))).part?.chunk).toEqual(PAPER);
  const nameIn = async (clients: Caller, dossier: string) =>
    (await clients.procedures.dossierQueries.getDossier({ dossierId: dossier })).dossier?.components[0]
      ?.fileName;
  expect([await nameIn(lan, dossierId), await nameIn(minh, own)]).toEqual([
    'khai sinh.pdf',
    'giấy của Minh.pdf',
  ]);
});

test('no file has the plain bytes, and those of a forgotten person are lost to everybody', async () => {
  const folder = join(platform.folder, 'files');
  const kept = async () =>
    (await readdir(folder, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name));
  expect((await kept()).some((path) => path.includes(LAN))).toBe(true);
  for (const path of await kept()) expect((await readFile(path)).includes(SECRET)).toBe(false);

  const desk = as(official('lan-at-the-desk', JUSTICE));
  const grant = await granted(desk);
  await office.procedures.persons.forgetPerson({
    requestId: randomUUID(),
    personId: LAN,
    reason: 'asked for',
  });
  expect(await refusalOf(read(desk, grant))).toBe('NOT_FOUND');
  await eventually(async () => !(await kept()).some((path) => path.includes(LAN)));
  expect(await refusalOf(upload(lan, PAPER))).toBe('ACCOUNT_CLOSED');
});
