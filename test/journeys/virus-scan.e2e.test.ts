import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { grpcClient } from '@egov/chassis/grpc';
import { failureOf, pdfOf, testIssuer, type TestIssuer } from '@egov/chassis/testing';
import { serviceKeysIn, startClamd, startNats, startService, type Clamd } from '@egov/local';
import { FileServiceDefinition } from '@egov/proto/egov/files/v1/file_service';

// The test file of the anti-virus industry, in two halves so that no scanner takes this file for it.
const EICAR = Buffer.from(`X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-${'ANTIVIRUS-TEST-FILE!$H+H*'}`);
const paper = (content: Buffer) => pdfOf({ objects: [{ dictionary: '', stream: content }] });

const LAN = '0198c0de-0000-4000-8000-00000000001a';

let folder: string;
let issuer: TestIssuer;
let scanner: Clamd;
const ends: (() => unknown)[] = [];
let files: ReturnType<typeof grpcClient<typeof FileServiceDefinition>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'egov-scan-'));
  ends.push(() => rm(folder, { recursive: true, force: true }));
  issuer = await testIssuer();
  ends.push(() => issuer.close());
  scanner = await startClamd({
    dataDir: join(folder, 'clamd'),
    signatures: { 'egov.ndb': `Eicar-Test-Signature:0:*:${EICAR.toString('hex')}\n` },
  });
  ends.push(() => scanner.stop());
  const nats = await startNats({ dataDir: join(folder, 'nats'), logFile: join(folder, 'nats.log') });
  ends.push(() => nats.stop());
  const { masterKeyFile, grantKeysFile } = await serviceKeysIn(folder);
  const service = await startService('files', {
    env: {
      DATA_DIR: folder,
      NATS_URL: nats.urlOf('files'),
      MASTER_KEY_FILE: masterKeyFile,
      GRANT_KEYS_FILE: grantKeysFile,
      CLAMD_URL: scanner.url,
      OIDC_ISSUER: issuer.issuer,
      OIDC_JWKS_URL: issuer.jwksUrl,
      OIDC_AUDIENCE: issuer.audience,
      LOG_LEVEL: 'warn',
    },
  });
  ends.push(() => service.stop());
  files = grpcClient(FileServiceDefinition, service.address, {
    token: () => issuer.token({ subject: LAN, permissions: ['file.upload', 'file.read'] }),
    retries: 0,
  });
  ends.push(() => files.close());
}, 300_000);

afterAll(async () => {
  for (const end of ends.toReversed()) await end();
});

async function upload(content: Buffer) {
  const { uploadId } = await files.beginUpload({
    requestId: randomUUID(),
    contentType: 'application/pdf',
    size: BigInt(content.length),
  });
  await files.appendChunk({ requestId: randomUUID(), uploadId, offset: 0n, chunk: content });
  return files.finishUpload({ requestId: randomUUID(), uploadId });
}

test('ClamAV’s daemon lets a clean paper through, and a known virus is refused by name', async () => {
  expect((await upload(pdfOf())).scan).toBe(1);
  expect((await failureOf(upload(paper(EICAR)))).reason).toBe('FILE_INFECTED');
});

test('papers larger than one piece are scanned whole', async () => {
  const large = paper(Buffer.concat([Buffer.alloc(900_000, '\n'), EICAR]));
  const { uploadId } = await files.beginUpload({
    requestId: randomUUID(),
    contentType: 'application/pdf',
    size: BigInt(large.length),
  });
  for (let at = 0; at < large.length; at += 500_000)
    await files.appendChunk({
      requestId: randomUUID(),
      uploadId,
      offset: BigInt(at),
      chunk: large.subarray(at, at + 500_000),
    });
  expect((await failureOf(files.finishUpload({ requestId: randomUUID(), uploadId }))).reason).toBe(
    'FILE_INFECTED',
  );
});

test('when the daemon has ended no upload counts as clean', async () => {
  await scanner.kill();
  expect((await failureOf(upload(paper(Buffer.from('%'))))).reason).toBe('SCANNER_UNAVAILABLE');
});
