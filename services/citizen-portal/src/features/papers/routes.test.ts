import { expect, test } from '@jest/globals';
import { CallFailed } from '@egov/chassis/grpc';
import { memoryPersonNotes } from '@egov/chassis/web';
import type { AppendChunkRequest, BeginUploadRequest } from '@egov/proto/egov/files/v1/file_service';
import { Procedure } from '@egov/proto/egov/procedures/v1/procedure';
import request from 'supertest';
import { appFor } from '../../test-support/app.ts';

const id = '0198c0de-0000-7000-8000-000000000001';
const binh = {
  subject: 'c1',
  username: 'congdan01',
  name: 'Trần Thị Bình',
  permissions: ['dossier.submit', 'file.upload'],
  agencies: [],
};
const procedure = Procedure.fromPartial({
  procedureId: id,
  current: {
    version: 1,
    terms: {
      name: 'Cấp phép',
      channels: [{ channel: 2, cases: [{}] }],
      papers: [
        { paperId: 'p1', name: 'Đơn <b>', required: true },
        { paperId: 'p2', name: 'Bản đồ' },
      ],
    },
  },
});

function portal(refused?: string, appending: Promise<void> = Promise.resolve()) {
  const [begun, chunks, submitted]: [BeginUploadRequest[], AppendChunkRequest[], object[]] = [[], [], []];
  const discarded: string[] = [];
  const notes = memoryPersonNotes();
  const app = appFor({
    user: binh,
    services: {
      notes,
      catalogue: { getProcedure: async () => ({ procedure }) },
      intake: {
        submitDossier: async (sent) => {
          submitted.push(sent);
          return { dossierId: id, temporaryId: 'TT-1', revision: 1n, position: 1n, state: 1 as const };
        },
      },
      files: {
        beginUpload: async (sent) => {
          begun.push(sent as BeginUploadRequest);
          return { uploadId: 'u1', offset: 0n };
        },
        appendChunk: async (sent) => {
          await appending;
          if ((sent as AppendChunkRequest).offset === 999_999n)
            throw Object.assign(
              new CallFailed('/egov.files.v1.FileService/AppendChunk', { code: 9, details: 'no' }),
              { reason: 'CHUNK_OUT_OF_PLACE' },
            );
          chunks.push(sent as AppendChunkRequest);
          return {
            offset: (sent as AppendChunkRequest).offset + BigInt((sent as AppendChunkRequest).chunk.length),
          };
        },
        readUpload: async ({ uploadId, offset }) => {
          expect([uploadId, offset]).toEqual(['u1', 0n]);
          return {
            part: {
              mediaType: 'application/pdf',
              size: 3n,
              chunk: Buffer.from('PDF'),
              scan: 1 as const,
            },
          };
        },
        getUpload: async () => ({ offset: 262_144n, state: 1 as const }),
        finishUpload: async () => {
          if (refused !== undefined)
            throw Object.assign(
              new CallFailed('/egov.files.v1.FileService/FinishUpload', {
                code: refused.endsWith('UNAVAILABLE') ? 14 : 9,
                details: 'no',
              }),
              { reason: refused },
            );
          return {
            fileRef: `sha256:${'a'.repeat(64)}`,
            mediaType: 'application/pdf',
            size: 700_000n,
            scan: 1 as const,
          };
        },
        discardUpload: async ({ uploadId }) => {
          discarded.push(uploadId);
          return {};
        },
      },
    },
  });
  const send = (token = 'csrf') =>
    request(app).post(`/apply/${id}/papers?_csrf=${token}`).set('accept-language', 'vi');
  return {
    app,
    begun,
    chunks,
    submitted,
    discarded,
    send,
    get: (path: string) => request(app).get(path).set('accept-language', 'vi'),
  };
}

test('a paper is uploaded in pieces of half a megabyte, and is part of the application', async () => {
  const { app, begun, chunks, submitted, send, get } = portal();
  expect((await send().attach('p1', Buffer.alloc(700_000, 'x'), 'đơn.pdf')).headers.location).toBe(
    `/apply/${id}/papers?done=yes`,
  );
  expect(begun).toMatchObject([{ contentType: 'application/pdf' }]);
  expect(chunks.map(({ offset, chunk }) => [offset, chunk.length])).toEqual([
    [0n, 524_288],
    [524_288n, 175_712],
  ]);
  expect((await get(`/apply/${id}/papers`)).text).toContain(`href="/apply/${id}/papers/p1/file">đơn.pdf</a>`);
  await request(app)
    .post(`/apply/${id}`)
    .type('form')
    .send({ _csrf: 'csrf', name: 'Trần Thị Bình', phone: '0912345678', agreed: 'yes', step: 'submit' });
  expect(submitted).toMatchObject([
    { components: [{ paperId: 'p1', fileRef: `sha256:${'a'.repeat(64)}`, fileName: 'đơn.pdf' }] },
  ]);
  expect((await get(`/apply/${id}/papers`)).text).not.toContain('đơn.pdf');
});

test('an upload can be downloaded before it is submitted, and nothing else can', async () => {
  const { send, get } = portal();
  expect((await get(`/apply/${id}/papers/p1/file`)).status).toBe(404);
  await send().attach('p1', Buffer.alloc(3, 'x'), 'đơn.html');
  const { headers, body } = await get(`/apply/${id}/papers/p1/file`);
  expect(headers['content-security-policy']).toBe("default-src 'none'; sandbox");
  expect(headers['content-disposition']).toMatch(/^attachment;.*%C4%91%C6%A1n\.pdf$/u);
  expect(body).toEqual(Buffer.from('PDF'));
  expect((await get(`/apply/${id}/papers/p2/file`)).status).toBe(404);
});

test('a refused file is reported at its paper, the others stay', async () => {
  const { status, text } = await portal('FILE_TYPE_DIFFERS')
    .send()
    .attach('p2', Buffer.from('MZ'), 'ban-do.pdf');
  expect([status, text.includes('href="#p2"'), text.includes('Nội dung tệp không đúng')]).toEqual([
    422,
    true,
    true,
  ]);
});

test('a form without a file is refused, at the first paper that lacks one', async () => {
  const { send, get } = portal();
  await send().attach('p1', Buffer.from('x'), 'đơn.pdf');
  const { status, text } = await send().attach('p2', Buffer.alloc(0), '');
  expect([status, text.includes('Hãy chọn ít nhất một tệp'), text.includes('href="#p2"')]).toEqual([
    422,
    true,
    true,
  ]);
  await send().attach('p2', Buffer.from('x'), 'bản đồ.pdf');
  expect((await get(`/apply/${id}/papers`)).text).not.toContain('multipart/form-data');
});

test('an empty file leaves no upload behind, an unknown paper and an empty field begin none', async () => {
  const { begun, discarded, send } = portal();
  await send().attach('p9', Buffer.from('x'), 'x.pdf');
  expect(begun).toEqual([]);
  expect((await send().attach('p1', Buffer.alloc(0), 'rong.pdf')).text).toContain('Tệp rỗng');
  expect(discarded).toEqual(['u1']);
});

test('a file that is too large, refused or not scanned leaves no upload behind, and says why', async () => {
  const { discarded, send } = portal();
  const { status, text } = await send().attach('p1', Buffer.alloc(20 * 1024 * 1024 + 1), 'lon.pdf');
  expect([status, text.includes('Tệp quá lớn'), discarded]).toEqual([422, true, ['u1']]);
  const unscanned = portal('SCANNER_UNAVAILABLE');
  const refused = await unscanned.send().attach('p1', Buffer.from('x'), 'x.pdf');
  expect([refused.status, refused.text.includes('máy quét không trả lời')]).toEqual([422, true]);
  expect(unscanned.discarded).toEqual(['u1']);
});

test('a paper that is removed is removed where it was stored, too', async () => {
  const { app, discarded, get, send } = portal();
  await send().attach('p1', Buffer.from('x'), 'đơn.pdf');
  await request(app).post(`/apply/${id}/papers/p1/remove`).type('form').send({ _csrf: 'csrf' });
  expect(discarded).toEqual(['u1']);
  expect((await get(`/apply/${id}/papers`)).text).not.toContain('đơn.pdf');
});

test('files need the session’s token in the address, which no other form accepts', async () => {
  const { app, begun, send } = portal();
  expect((await send('wrong').attach('p1', Buffer.from('x'), 'x.pdf')).status).toBe(403);
  expect((await request(app).post(`/drafts/${id}/remove?_csrf=csrf`).type('form').send({})).status).toBe(403);
  expect(begun).toEqual([]);
});

const piecewise = (app: ReturnType<typeof portal>['app'], step: string, paper = 'p1') =>
  request(app).post(`/apply/${id}/papers/${paper}/${step}`).set('accept-language', 'vi');
const file = { _csrf: 'csrf', name: 'bản đồ.pdf', type: 'application/pdf', size: '300000', modified: '1' };

test('the same file continues where its upload stopped, another one starts over', async () => {
  const { app, begun } = portal();
  const begin = (changes: object = {}) =>
    piecewise(app, 'begin')
      .type('form')
      .send({ ...file, ...changes });
  expect((await begin()).body).toEqual({ upload: 'u1', offset: 0 });
  await begin();
  await begin({ size: '300001' });
  const [first, again, other] = begun.map(({ requestId }) => requestId);
  expect([first === again, first === other]).toEqual([true, false]);
});

test('a piece is accepted in its place; one out of place is told where to continue', async () => {
  const { app, chunks } = portal();
  const send = (offset: string) =>
    piecewise(app, `pieces?_csrf=csrf&upload=u1&offset=${offset}`).attach(
      'piece',
      Buffer.alloc(1_000, 'x'),
      'piece',
    );
  expect((await send('0')).body).toEqual({ offset: 1_000 });
  expect(chunks).toMatchObject([{ uploadId: 'u1', offset: 0n }]);
  expect((await send('999999')).body).toEqual({ offset: 262_144 });
  expect((await send('-1')).status).toBe(404);
});

test('a file sent in pieces becomes a paper once checked, and a refused one says why', async () => {
  const { app, get } = portal();
  expect(
    (
      await piecewise(app, 'finish')
        .type('form')
        .send({ ...file, upload: 'u1' })
    ).body,
  ).toEqual({ done: true });
  expect((await get(`/apply/${id}/papers`)).text).toContain('bản đồ.pdf');
  const refused = portal('FILE_INFECTED');
  expect(
    (
      await piecewise(refused.app, 'finish')
        .type('form')
        .send({ ...file, upload: 'u1' })
    ).body,
  ).toEqual({ error: expect.any(String) });
});

test('a piece for an unknown paper, or without the session’s token, is refused', async () => {
  const { app, begun, chunks } = portal();
  expect((await piecewise(app, 'begin', 'p9').type('form').send(file)).status).toBe(404);
  expect(
    (
      await piecewise(app, 'begin')
        .type('form')
        .send({ ...file, _csrf: 'wrong' })
    ).status,
  ).toBe(403);
  expect(
    (await piecewise(app, 'pieces?upload=u1&offset=0').attach('piece', Buffer.from('x'), 'piece')).status,
  ).toBe(403);
  expect([begun, chunks]).toEqual([[], []]);
});

test('one person sends a few files at a time, and others still can', async () => {
  const going = Promise.withResolvers<void>();
  const { send, begun } = portal(undefined, going.promise);
  const sent = [1, 2, 3, 4, 5].map((number) => send().attach('p1', Buffer.from('x'), `${number}.pdf`));
  const answers = Promise.all(sent.map(async (one) => (await one).status));
  const refused = await Promise.any(
    sent.map(async (one) => ((await one).status === 429 ? 429 : Promise.reject())),
  );
  expect([refused, begun.length]).toEqual([429, 3]);
  going.resolve();
  expect((await answers).filter((status) => status === 303)).toHaveLength(3);
  expect((await send().attach('p1', Buffer.from('x'), 'x.pdf')).status).toBe(303);
});
