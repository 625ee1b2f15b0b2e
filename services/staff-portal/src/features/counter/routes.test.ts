import { expect, test } from '@jest/globals';
import { CallFailed } from '@egov/chassis/grpc';
import { Dossier } from '@egov/proto/egov/procedures/v1/dossier';
import { Applicant } from '@egov/proto/egov/procedures/v1/submission';
import { Procedure } from '@egov/proto/egov/procedures/v1/procedure';
import request from 'supertest';
import { appFor } from '../../test-support/app.ts';

const id = '0198c0de-0000-7000-8000-000000000001';
const official = {
  subject: 'o1',
  username: 'motcua01',
  name: 'Phạm Một',
  permissions: ['dossier.receive', 'dossier.read-personal'],
  agencies: ['a1'],
};
const procedure = Procedure.fromPartial({
  procedureId: id,
  current: {
    version: 1,
    terms: {
      name: 'Cấp phép',
      code: '1.000001',
      papers: [
        { paperId: 'p1', name: 'Đơn', originals: 1, required: true },
        { paperId: 'p2', name: 'Bản đồ', copies: 2 },
      ],
      channels: [{ channel: 1, cases: [{ fee: 50_000n }] }],
    },
  },
});

const history = Procedure.fromPartial({
  procedureId: id,
  current: { version: 1, terms: { name: 'Hồ sơ lịch sử', code: '0.000000', recorded: true } },
});

function counter() {
  const asked: Readonly<{ text?: string | undefined; agencyId?: string | undefined }>[] = [];
  const sent: object[] = [];
  const app = appFor({
    user: official,
    services: {
      catalogue: {
        listProcedures: async (question) => {
          asked.push(question);
          return { procedures: [history, procedure] };
        },
        getProcedure: async () => ({ procedure }),
        listProcedureVersions: async () => ({
          versions: procedure.current === undefined ? [] : [procedure.current],
        }),
      },
      intake: {
        receiveDossier: async (receipt) => {
          sent.push(receipt);
          return {
            dossierId: id,
            revision: 1n,
            position: 2n,
            state: 2 as const,
            code: 'H44.03-261123-0001',
          };
        },
      },
      follow: { getFollowSecret: async () => ({ secret: '7Q2M-X0RB-9KTE' }) },
      dossierQueries: {
        findApplicant: async ({ idNumber }) => {
          if (idNumber !== '025888123456')
            throw new CallFailed('/egov.procedures.v1.DossierQueryService/FindApplicant', {
              code: 5,
              details: 'no',
            });
          return {
            applicant: Applicant.fromPartial({
              kind: 2,
              name: 'Công ty <b>',
              phone: '0210123456',
              address: 'Thôn 1',
              idNumber,
            }),
          };
        },
        getDossier: async () => ({
          dossier: Dossier.fromPartial({
            dossierId: id,
            code: 'H44.03-261123-0001',
            procedureVersion: 1,
            procedureName: 'Cấp phép',
            applicant: { name: 'Bình <b>' },
            components: [{ paperId: 'p1', originals: 1 }],
            dueAt: new Date('2026-11-26T09:30:00Z'),
          }),
        }),
      },
      agencies: { getAgency: async () => ({}) },
    },
  });
  return {
    app,
    asked,
    sent,
    post: (form: object) =>
      request(app)
        .post(`/counter/receive/${id}`)
        .type('form')
        .set('accept-language', 'vi')
        .send({ _csrf: 'csrf', channel: '1', kind: '1', ...form }),
  };
}

test('the counter of one agency finds what that agency solves, with the focus in the search', async () => {
  const { app, asked } = counter();
  const { text } = await request(app).get('/counter?text=cap+phep').set('accept-language', 'vi');
  expect(asked[0]).toMatchObject({ text: 'cap phep', agencyId: 'a1' });
  expect(text).toMatch(/id="text"[^>]* autofocus/u);
  expect(text).toMatch(/accesskey="1">Cấp phép/u);
  expect(text).not.toContain('Hồ sơ lịch sử');
});

test('the form has what the law asks for ticked and shows the fee', async () => {
  const { text } = await request(counter().app).get(`/counter/receive/${id}`).set('accept-language', 'vi');
  expect(text).toContain('50.000');
  expect(text).toMatch(/value="p1" checked/u);
  expect(text).not.toMatch(/value="p2" checked/u);
});

test('a receipt without a name is refused at the field and keeps the rest', async () => {
  const { post, sent } = counter();
  const { status, text } = await post({ name: ' ', phone: '12', address: 'Thôn 3', papers: 'p2' });
  expect(status).toBe(422);
  for (const said of ['href="#name"', 'href="#phone"', 'value="Thôn 3"']) expect(text).toContain(said);
  expect(text).toMatch(/value="p2" checked/u);
  expect(sent).toEqual([]);
});

test('a dossier is received once however often the form is sent', async () => {
  const { post, sent } = counter();
  const form = {
    name: 'Trần Thị Bình',
    papers: ['p1', 'p2'],
    request_id: '0198c0de-0000-7000-8000-0000000000ff',
  };
  expect((await post(form)).headers.location).toBe(`/counter/receipts/${id}`);
  await post(form);
  expect(sent[0]).toMatchObject({
    requestId: form.request_id,
    channel: 1,
    applicant: { kind: 1, name: 'Trần Thị Bình' },
    components: [
      { paperId: 'p1', originals: 1 },
      { paperId: 'p2', copies: 2 },
    ],
  });
  expect(sent[1]).toEqual(sent[0]);
});

test('a known applicant is filled in by their number, and existing input stays', async () => {
  const { app, sent } = counter();
  const take = (form: object) =>
    request(app)
      .post(`/counter/receive/${id}/applicant`)
      .type('form')
      .set('accept-language', 'vi')
      .send({ _csrf: 'csrf', channel: '1', ...form });
  const { status, text } = await take({ id_number: '025888123456', address: 'Thôn 9', papers: 'p2' });
  expect(status).toBe(200);
  for (const part of [
    'value="Công ty &lt;b&gt;"',
    'value="0210123456"',
    'value="Thôn 9"',
    '<option value="2" selected',
    'Hãy hỏi lại',
  ])
    expect(text).toContain(part);
  expect(text).toMatch(/value="p2" checked/u);
  expect(sent).toEqual([]);
  for (const number of ['', '025888000000'])
    expect((await take({ id_number: number, name: 'An' })).text).toMatch(
      /href="#id_number"[\s\S]*value="An"/u,
    );
});

test('the receipt has code, QR, papers and the time of the result', async () => {
  const { text } = await request(counter().app).get(`/counter/receipts/${id}`).set('accept-language', 'vi');
  for (const said of [
    'H44.03-261123-0001',
    '<svg',
    'Đơn – bản chính: 1',
    '26/11/2026',
    '7Q2M-X0RB-9KTE',
    'Bình &lt;b&gt;',
  ])
    expect(text).toContain(said);
});
