import { expect, test } from '@jest/globals';
import { CallFailed } from '@egov/chassis/grpc';
import request from 'supertest';
import { appFor } from '../../test-support/app.ts';

const app = appFor({
  services: {
    follow: {
      checkResult: async ({ code, document }) => {
        if (code !== 'H44.03-261013-0003' || document !== '15/QĐ <b>')
          throw new CallFailed('/egov.procedures.v1.FollowService/CheckResult', { code: 5, details: 'no' });
        return {
          code,
          document,
          procedureName: 'Cấp phép',
          agencyId: 'a1',
          outcome: 1 as const,
          releasedAt: new Date('2026-11-20T01:00:00Z'),
        };
      },
    },
    agencies: { getAgency: async () => ({}) },
  },
});
const asked = (form: object) =>
  request(app)
    .post('/check')
    .type('form')
    .set('accept-language', 'vi')
    .send({ _csrf: 'csrf', ...form });

test('a result that the office released is confirmed, with what it decided', async () => {
  const { status, text } = await asked({ code: 'h44.03-261013-0003', document: '15/QĐ <b>' });
  expect(status).toBe(200);
  for (const part of ['Kết quả này do cơ quan ban hành', '15/QĐ &lt;b&gt;', 'Chấp thuận', 'Cấp phép'])
    expect(text).toContain(part);
});

test('a wrong code and a wrong number get the same response, and the input stays', async () => {
  for (const form of [
    { code: 'H44.03-261013-0003', document: '16/QĐ' },
    { code: 'H44.03-261013-9999', document: '15/QĐ <b>' },
  ]) {
    const { status, text } = await asked(form);
    expect([status, text.includes('Không có kết quả nào'), text.includes(form.code)]).toEqual([
      422,
      true,
      true,
    ]);
  }
});

test('an empty form names both fields', async () => {
  const { text } = await asked({});
  for (const field of ['href="#code"', 'href="#document"']) expect(text).toContain(field);
});
