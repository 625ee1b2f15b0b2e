import { expect, test } from '@jest/globals';
import { memoryPersonNotes } from '@egov/chassis/web';
import { Procedure } from '@egov/proto/egov/procedures/v1/procedure';
import request from 'supertest';
import { appFor } from '../../test-support/app.ts';

const id = '0198c0de-0000-7000-8000-000000000001';
const binh = {
  subject: 'c1',
  username: 'congdan01',
  name: 'Trần Thị Bình',
  permissions: ['dossier.submit'],
  agencies: [],
};
const procedure = Procedure.fromPartial({
  procedureId: id,
  current: {
    version: 1,
    terms: {
      name: 'Cấp phép',
      channels: [{ channel: 2, cases: [{}] }],
      papers: [{ paperId: 'p1', name: 'Đơn' }],
    },
  },
});

function portal(user = binh, notes = memoryPersonNotes()) {
  const app = appFor({
    user,
    services: {
      notes,
      catalogue: { getProcedure: async () => ({ procedure }) },
      intake: {
        submitDossier: async () => ({
          dossierId: id,
          temporaryId: 'TT-1',
          revision: 1n,
          position: 1n,
          state: 1 as const,
        }),
      },
    },
  });
  return {
    app,
    notes,
    post: (path: string, form: object) =>
      request(app)
        .post(path)
        .type('form')
        .set('accept-language', 'vi')
        .send({ _csrf: 'csrf', ...form }),
    get: (path: string) => request(app).get(path).set('accept-language', 'vi'),
  };
}

test('a draft is there on another device, wrong fields included, and for nobody else', async () => {
  const here = portal();
  expect(
    (await here.post(`/drafts/${id}`, { name: 'Trần Thị <b>', phone: '09', papers: 'p1' })).headers.location,
  ).toBe('/drafts');
  const there = portal(binh, here.notes);
  expect((await there.get('/drafts')).text).toContain('Cấp phép');
  const { text } = await there.get(`/apply/${id}`);
  for (const part of [
    'value="Trần Thị &lt;b&gt;"',
    'value="09"',
    'value="p1" checked',
    'Đã mở lại bản đang soạn',
  ])
    expect(text).toContain(part);
  expect((await portal({ ...binh, subject: 'c2' }, here.notes).get('/drafts')).text).toContain(
    'Bạn không có hồ sơ đang soạn',
  );
});

test('a draft is gone once submitted or removed', async () => {
  const { post, get } = portal();
  const whole = { name: 'Trần Thị Bình', phone: '0912345678', papers: 'p1', agreed: 'yes' };
  await post(`/drafts/${id}`, whole);
  expect((await post(`/apply/${id}`, { ...whole, step: 'submit' })).headers.location).toBe(`/applied/${id}`);
  expect((await get('/drafts')).text).not.toContain('Cấp phép');
  await post(`/drafts/${id}`, whole);
  await post(`/drafts/${id}/remove`, {});
  expect((await get('/drafts')).text).not.toContain('Cấp phép');
});
