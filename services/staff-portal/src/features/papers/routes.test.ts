import { expect, test } from '@jest/globals';
import { CallFailed } from '@egov/chassis/grpc';
import { Dossier } from '@egov/proto/egov/procedures/v1/dossier';
import request from 'supertest';
import { appFor } from '../../test-support/app.ts';

const id = '0198c0de-0000-7000-8000-000000000001';
const official = {
  subject: 'o1',
  username: 'motcua01',
  name: 'Phạm Một',
  permissions: ['dossier.read', 'file.read'],
  agencies: ['a1'],
};
const bytes = Buffer.from('%PDF-1.7 <script>alert(1)</script>');

const app = appFor({
  user: official,
  services: {
    dossierQueries: {
      getDossier: async ({ dossierId }) => {
        if (dossierId !== id)
          throw new CallFailed('/egov.procedures.v1.DossierQueryService/GetDossier', {
            code: 5,
            details: 'no',
          });
        return {
          dossier: Dossier.fromPartial({
            dossierId,
            components: [{ paperId: 'p1' }, { paperId: 'p2', fileRef: 'sha256:x', fileName: 'bản đồ.hta' }],
          }),
        };
      },
      grantPaper: async ({ dossierId, fileRef }) => ({ grant: `granted ${dossierId} ${fileRef}` }),
    },
    files: {
      readFile: async ({ fileRef, grant, offset }) => {
        if (grant !== `granted ${id} ${fileRef}`)
          throw new CallFailed('/egov.files.v1.FileService/ReadFile', { code: 7, details: 'no' });
        return {
          part: {
            mediaType: 'application/pdf',
            size: BigInt(bytes.length),
            chunk: bytes.subarray(Number(offset), Number(offset) + 10),
            scan: 1 as const,
          },
        };
      },
    },
  },
});

test('an uploaded paper is downloaded completely', async () => {
  const { headers, body } = await request(app).get(`/dossiers/${id}/papers/1`);
  expect([headers['content-type'], headers['x-content-type-options']]).toEqual([
    'application/pdf',
    'nosniff',
  ]);
  // As named by the applicant, with the extension of its detected type.
  expect(headers['content-disposition']).toMatch(/^attachment;.*b%E1%BA%A3n%20%C4%91%E1%BB%93\.pdf$/u);
  expect(body).toEqual(bytes);
});

test('a paper without file, and one of a dossier that may not be seen, are not found', async () => {
  for (const path of [
    `/dossiers/${id}/papers/0`,
    `/dossiers/${id}/papers/9`,
    `/dossiers/${id}/papers/x`,
    '/dossiers/0198c0de-0000-7000-8000-000000000002/papers/1',
  ]) {
    expect((await request(app).get(path)).status).toBe(404);
  }
});
