import { expect, test } from '@jest/globals';
import { CallFailed } from '@egov/chassis/grpc';
import type { ProposeProcedureVersionRequest } from '@egov/proto/egov/procedures/v1/catalogue_service';
import { Procedure, ProcedureVersion } from '@egov/proto/egov/procedures/v1/procedure';
import request from 'supertest';
import { appFor } from '../../test-support/app.ts';

const id = '0198c0de-0000-7000-8000-000000000001';
const administrator = {
  subject: 'a1',
  username: 'quantri',
  name: 'Quản Trị',
  permissions: ['procedure.read', 'procedure.propose', 'procedure.publish', 'staff.read'],
  agencies: ['*'],
};
const terms = {
  code: '1.001193',
  name: 'Đăng ký <b>khai sinh',
  field: 'Hộ tịch',
  channels: [{ channel: 1, cases: [{ name: '', duration: { amount: 3, unit: 1 }, fee: 8_000n }] }],
  papers: [{ paperId: 'P1', name: 'Tờ khai', originals: 2, required: true }],
} as const;
const published = ProcedureVersion.fromPartial({
  version: 1,
  state: 2,
  inForceFromDay: '2026-01-01',
  terms: terms as never,
  proposedBy: 'x',
  publishedBy: 'y',
});
const waiting = ProcedureVersion.fromPartial({
  version: 2,
  state: 1,
  inForceFromDay: '2027-01-01',
  terms: terms as never,
  proposedBy: 'a1',
});

function office(fails?: CallFailed) {
  const proposed: ProposeProcedureVersionRequest[] = [];
  const procedure = Procedure.fromPartial({ procedureId: id, current: published, revision: 3n });
  const app = appFor({
    user: administrator,
    services: {
      catalogue: {
        listProcedures: async () => ({ procedures: [procedure], nextPageToken: 'more' }),
        getProcedure: async () => ({ procedure }),
        listProcedureVersions: async () => ({ versions: [published, waiting] }),
        proposeProcedureVersion: async (sent) => {
          if (fails) throw fails;
          proposed.push(sent as ProposeProcedureVersionRequest);
          return { procedureId: id, version: 3, revision: 4n, position: 9n };
        },
        publishProcedureVersion: async () => {
          if (fails) throw fails;
          return { revision: 4n, position: 9n };
        },
      },
      staff: { findStaffMemberBySubject: async () => ({}) },
    },
  });
  const post = (path: string, form: object) =>
    request(app)
      .post(`/procedures/${id}${path}`)
      .type('form')
      .set('accept-language', 'vi')
      .send({ _csrf: 'csrf', ...form });
  return { app, proposed, post };
}
const whole = {
  name: 'Đăng ký khai sinh',
  legal_ground: 'QĐ 1872',
  in_force_from: '2027-01-01',
  days_0_0: '2,5',
  fee_0_0: '10.000',
  papers: '* Tờ khai\r\nGiấy chứng sinh',
  revision: '3',
};

test('the catalogue is listed, searched, paged and exported', async () => {
  const { app } = office();
  const { text } = await request(app).get('/procedures?text=khai').set('accept-language', 'vi');
  for (const part of ['Đăng ký &lt;b&gt;khai sinh', '1.001193', '/procedures?text=khai&amp;page=more'])
    expect(text).toContain(part);
  expect((await request(app).get('/procedures.csv')).headers['content-disposition']).toContain(
    'procedures.csv',
  );
});

test('a procedure shows the version in force and the one waiting to be published', async () => {
  const { text } = await request(office().app).get(`/procedures/${id}`).set('accept-language', 'vi');
  for (const part of ['Đang áp dụng', 'Đang đề xuất', `/procedures/${id}/versions/2/publish`, '8.000'])
    expect(text).toContain(part);
});

test('a version is based on the last one: known papers stay as they are, one is added', async () => {
  const { proposed, post } = office();
  expect((await post('/propose', whole)).headers.location).toBe(`/procedures/${id}?done=yes`);
  expect(proposed).toMatchObject([
    {
      inForceFromDay: '2027-01-01',
      expectedRevision: 3n,
      terms: {
        code: '1.001193',
        channels: [{ cases: [{ duration: { amount: 2.5, unit: 1 }, fee: 10_000n }] }],
        papers: [
          { paperId: 'P1', originals: 2, required: true },
          { paperId: 'P2', name: 'Giấy chứng sinh', required: false },
        ],
      },
    },
  ]);
});

test('too many papers, or one with too long a name, are refused at their field and none is cut', async () => {
  const { proposed, post } = office();
  for (const papers of ['Đơn\n'.repeat(201), 'Đ'.repeat(4_001)]) {
    const { status, text } = await post('/propose', { ...whole, papers });
    expect([status, text.includes('Tối đa 200 giấy tờ'), proposed.length]).toEqual([422, true, 0]);
  }
});

test('every wrong field is named and the input stays', async () => {
  const { proposed, post } = office();
  const { status, text } = await post('/propose', { ...whole, name: '', days_0_0: 'ba', in_force_from: '' });
  expect([
    status,
    ...['#name', '#days_0_0', '#in_force_from', 'value="ba"'].map((part) => text.includes(part)),
    proposed.length,
  ]).toEqual([422, true, true, true, true, 0]);
});

test('the proposer of a version is told that somebody else must publish it', async () => {
  const refused = Object.assign(
    new CallFailed('/egov.procedures.v1.CatalogueService/PublishProcedureVersion', {
      code: 9,
      details: 'no',
    }),
    { reason: 'SAME_PERSON' },
  );
  const { status, text } = await office(refused).post('/versions/2/publish', {});
  expect([status, text.includes('Người đề xuất không được tự công bố')]).toEqual([422, true]);
});
