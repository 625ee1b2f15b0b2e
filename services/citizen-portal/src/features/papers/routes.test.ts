import { expect, test } from '@jest/globals';
import { CallFailed } from '@egov/chassis/runtime';
import { memoryPersonNotes } from '@egov/chassis/web';
import type { AppendChunkRequest, BeginUploadRequest } from '@egov/proto/egov/documents/v1/file_service';
import { Procedure } from '@egov/proto/egov/procedures/v1/procedure';
import request from 'supertest';
import { appFor } from '../../test-support/app.ts';

const id = '0198c0de-0000-7000-8000-000000000001';
const binh = { subject: 'c1', username: 'congdan01', name: 'Trần Thị Bình', permissions: ['dossier.submit', 'file.upload'], agencies: [] };
const procedure = Procedure.fromPartial({ procedureId: id, current: { version: 1, terms: { name: 'Cấp phép', channels: [{ channel: 2, cases: [{ name: '' }] }], papers: [{ paperId: 'p1', name: 'Đơn <b>', required: true }, { paperId: 'p2', name: 'Bản đồ' }] } } });

function portal(refused?: string) {
  const [begun, chunks, submitted]: [BeginUploadRequest[], AppendChunkRequest[], object[]] = [[], [], []];
  const notes = memoryPersonNotes();
  const app = appFor({
    user: binh,
    services: {
      notes, catalogue: { getProcedure: async () => ({ procedure }) },
      dossiers: { submitDossier: async (sent) => { submitted.push(sent); return { dossierId: id, temporaryId: 'TT-1', revision: 1n, position: 1n, state: 1 as const }; } },
      files: {
        beginUpload: async (sent) => { begun.push(sent as BeginUploadRequest); return { uploadId: 'u1', offset: 0n }; },
        appendChunk: async (sent) => { chunks.push(sent as AppendChunkRequest); return { offset: (sent as AppendChunkRequest).offset + BigInt((sent as AppendChunkRequest).chunk.length) }; },
        finishUpload: async () => {
          if (refused !== undefined) throw Object.assign(new CallFailed('/egov.documents.v1.FileService/FinishUpload', { code: 9, details: 'no' }), { reason: refused });
          return { fileRef: `sha256:${'a'.repeat(64)}`, mediaType: 'application/pdf', size: 3n, scan: 1 as const };
        },
      },
    },
  });
  const send = (token = 'csrf') => request(app).post(`/apply/${id}/papers?_csrf=${token}`).set('accept-language', 'vi');
  return { app, begun, chunks, submitted, send, get: (path: string) => request(app).get(path).set('accept-language', 'vi') };
}

test('a paper goes up in pieces of half a megabyte, and is part of the application', async () => {
  const { app, begun, chunks, submitted, send, get } = portal();
  expect((await send().attach('p1', Buffer.alloc(700_000, 'x'), 'đơn.pdf')).headers.location).toBe(`/apply/${id}/papers?done=yes`);
  expect(begun).toMatchObject([{ fileName: 'đơn.pdf', contentType: 'application/pdf', size: 700_000n }]);
  expect(chunks.map(({ offset, chunk }) => [offset, chunk.length])).toEqual([[0n, 524_288], [524_288n, 175_712]]);
  expect((await get(`/apply/${id}/papers`)).text).toContain('<strong>đơn.pdf</strong>');
  await request(app).post(`/apply/${id}`).type('form').send({ _csrf: 'csrf', name: 'Trần Thị Bình', phone: '0912345678', agreed: 'yes', step: 'submit' });
  expect(submitted).toMatchObject([{ components: [{ paperId: 'p1', fileRef: `sha256:${'a'.repeat(64)}` }] }]);
  expect((await get(`/apply/${id}/papers`)).text).not.toContain('đơn.pdf');
});

test('a file that is refused is named at its paper, the others stay', async () => {
  const { status, text } = await portal('FILE_TYPE_DIFFERS').send().attach('p2', Buffer.from('MZ'), 'ban-do.pdf');
  expect([status, text.includes('href="#p2"'), text.includes('Nội dung tệp không đúng')]).toEqual([422, true, true]);
});

test('an empty file, a paper nobody asks for and a field left empty change nothing', async () => {
  const { begun, send } = portal();
  expect((await send().attach('p1', Buffer.alloc(0), 'rong.pdf')).text).toContain('Tệp rỗng');
  await send().attach('p9', Buffer.from('x'), 'x.pdf');
  expect(begun).toEqual([]);
});

test('files are taken only with the token of the session, and no other form takes one from its address', async () => {
  const { app, begun, send } = portal();
  expect((await send('wrong').attach('p1', Buffer.from('x'), 'x.pdf')).status).toBe(403);
  expect((await request(app).post(`/drafts/${id}/remove?_csrf=csrf`).type('form').send({})).status).toBe(403);
  expect(begun).toEqual([]);
});
