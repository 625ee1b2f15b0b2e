import { expect, test } from '@jest/globals';
import { CallFailed } from '@egov/chassis/grpc';
import { Dossier } from '@egov/proto/egov/procedures/v1/dossier';
import { TimelineEntry } from '@egov/proto/egov/procedures/v1/timeline';
import request from 'supertest';
import { appFor } from '../../test-support/app.ts';

const app = appFor({
  services: {
    follow: {
      followDossier: async ({ code, secret }) => {
        if (code !== 'H44.03-261013-0003' || secret !== '7Q2M-X0RB-9KTE')
          throw new CallFailed('/egov.procedures.v1.FollowService/FollowDossier', { code: 5, details: 'no' });
        return {
          dossier: Dossier.fromPartial({
            code,
            state: 5,
            procedureName: 'Cấp phép',
            pausedFor: 'supplement',
            holderAgencyId: 'a1',
            procedureId: 'p1',
            procedureVersion: 2,
          }),
          timeline: [
            TimelineEntry.fromPartial({
              eventType: 'SupplementRequested',
              occurredAt: new Date('2026-11-20T01:00:00Z'),
              state: 5,
              detail: {
                $case: 'supplement',
                value: {
                  defects: [{ paperId: 'form', description: 'Chưa ký' }, { description: 'Thiếu bản đồ' }],
                },
              },
            }),
          ],
        };
      },
    },
    agencies: { getAgency: async () => ({}) },
    catalogue: {
      listProcedureVersions: async () => ({
        versions: [
          { version: 1, terms: { papers: [{ paperId: 'form', name: 'Đơn cũ' }] } },
          { version: 2, terms: { papers: [{ paperId: 'form', name: 'Tờ khai' }] } },
        ],
      }),
    },
  },
});
const asked = (form: object) =>
  request(app)
    .post('/follow')
    .type('form')
    .set('accept-language', 'vi')
    .send({ _csrf: 'csrf', ...form });

test('a holder of the slip sees every step, what is missing and what comes next', async () => {
  const { status, text } = await asked({ code: 'h44.03-261013-0003', secret: '7Q2M-X0RB-9KTE' });
  expect(status).toBe(200);
  for (const part of [
    '<strong>Tờ khai</strong>: Chưa ký',
    'Thiếu bản đồ',
    'Bạn bổ sung giấy tờ được yêu cầu',
    'Từng bước',
  ])
    expect(text).toContain(part);
});

test('a wrong code and a wrong secret get the same response, and the secret is not shown again', async () => {
  const wrong = await asked({ code: 'H44.03-261013-0003', secret: 'AAAA-BBBB-CCCC' });
  const unknown = await asked({ code: 'H44.03-261013-9999', secret: '7Q2M-X0RB-9KTE' });
  expect([wrong.status, unknown.status]).toEqual([422, 422]);
  for (const { text } of [wrong, unknown]) expect(text).toContain('Mã hồ sơ hoặc mã tra cứu không đúng');
  expect(wrong.text).not.toContain('AAAA-BBBB-CCCC');
});

test('a scanned slip fills in the code, never the secret', async () => {
  const { text } = await request(app).get('/follow?code=H44.03-261013-0003&secret=7Q2M-X0RB-9KTE');
  expect(text).toContain('value="H44.03-261013-0003"');
  expect(text).not.toContain('value="7Q2M');
});

test('an empty slip names both fields', async () => {
  const { text } = await asked({});
  expect(text).toContain('href="#code"');
  expect(text).toContain('href="#secret"');
});

test('one address may not try forever', async () => {
  let { status } = await asked({});
  for (let tries = 0; tries < 40 && status !== 429; tries += 1) ({ status } = await asked({}));
  expect(status).toBe(429);
});
