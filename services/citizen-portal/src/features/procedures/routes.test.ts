import { expect, test } from '@jest/globals';
import { Procedure } from '@egov/proto/egov/procedures/v1/procedure';
import request from 'supertest';
import { appFor } from '../../test-support/app.ts';

const procedure = (online: boolean): Procedure =>
  Procedure.fromPartial({
    procedureId: '0198c0de-0000-7000-8000-000000000001',
    current: {
      version: 1,
      inForceFromDay: '2026-01-01',
      terms: {
        code: '1.000001',
        name: 'Cấp <b>giấy phép</b>',
        field: 'Xây dựng',
        agencyId: 'a1',
        applicants: [1, 5],
        papers: [{ paperId: 'p1', name: 'Đơn đề nghị', originals: 1, required: true }],
        channels: [
          { channel: 1, cases: [{ duration: { amount: 2.5, unit: 1 }, fee: 50_000n }] },
          ...(online ? [{ channel: 2 as const, cases: [{ fee: 0n }] }] : []),
        ],
      },
    },
  });

function portal({ online = true }: { online?: boolean } = {}) {
  const asked: Readonly<{
    text?: string | undefined;
    field?: string | undefined;
    pageToken?: string | undefined;
  }>[] = [];
  return {
    asked,
    app: appFor({
      services: {
        catalogue: {
          listProcedures: async (sent) => {
            asked.push(sent);
            return { procedures: [procedure(online)], nextPageToken: 'more' };
          },
          getProcedure: async () => ({ procedure: procedure(online) }),
        },
        agencies: { getAgency: async () => ({}) },
      },
    }),
  };
}

test('a procedure is found by words and the next page keeps them', async () => {
  const { app, asked } = portal();
  const { text } = await request(app).get('/procedures?text=giay+phep').set('accept-language', 'vi');
  expect(asked[0]).toMatchObject({ text: 'giay phep', pageToken: undefined });
  expect(text).toContain('href="/procedures?text=giay+phep&amp;page=more"');
  expect(text).toContain('Cấp &lt;b&gt;giấy phép&lt;/b&gt;');
});

test('a procedure is found by applicant group, and by life event', async () => {
  const { app, asked } = portal();
  const { text } = await request(app)
    .get('/procedures?applicant=5&event=family&text=con')
    .set('accept-language', 'vi');
  expect(asked).toMatchObject([
    { applicant: 5, field: 'Hộ tịch', text: 'con' },
    { applicant: 5, field: 'Nuôi con nuôi', text: 'con' },
  ]);
  expect(text).toMatch(/<option value="5" selected>Doanh nghiệp/u);
  expect(text).toMatch(/<option value="family" selected>/u);
  expect(text).not.toContain('page=more');
  await request(app).get('/procedures?applicant=99&event=none');
  expect(asked.at(-1)).toMatchObject({ applicant: undefined, field: undefined });
});

test('a procedure shows what it needs, takes and costs, with numbers in local format', async () => {
  const { text } = await request(portal().app)
    .get('/procedures/0198c0de-0000-7000-8000-000000000001')
    .set('accept-language', 'vi');
  for (const said of [
    'Công dân Việt Nam; Doanh nghiệp',
    'Đơn đề nghị',
    '2,5 ngày làm việc',
    '50.000',
    'Không thu',
    'href="/apply/0198c0de-0000-7000-8000-000000000001"',
  ])
    expect(text).toContain(said);
});

test('a procedure not offered online says where to go instead', async () => {
  const { text } = await request(portal({ online: false }).app)
    .get('/procedures/0198c0de-0000-7000-8000-000000000001')
    .set('accept-language', 'vi');
  expect(text).not.toContain('href="/apply/');
  expect(text).toContain('Bộ phận Một cửa');
});
