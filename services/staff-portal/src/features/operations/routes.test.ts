import { expect, test } from '@jest/globals';
import { CallFailed } from '@egov/chassis/grpc';
import { serviceNames } from '@egov/platform';
import {
  GetServiceStatusResponse,
  ParkedMessage,
  type RetryParkedMessagesResponse,
} from '@egov/proto/egov/operations/v1/operations_service';
import request from 'supertest';
import { appFor } from '../../test-support/app.ts';

const administrator = {
  subject: 'a1',
  username: 'quantri',
  name: 'Quản Trị',
  permissions: ['operations.read', 'operations.manage'],
  agencies: ['*'],
};
const well = (
  lagSeconds?: number,
  parked: readonly ParkedMessage[] = [],
  retried: RetryParkedMessagesResponse = { settled: 0, remaining: 0 },
) => ({
  getServiceStatus: async () =>
    GetServiceStatusResponse.fromPartial({
      service: 's',
      position: 12_345n,
      lagSeconds,
      startedAt: new Date('2026-11-20T03:00:00Z'),
    }),
  listParkedMessages: async () => ({ messages: [...parked] }),
  retryParkedMessages: async () => retried,
});
const failing = (code: number) => {
  const fail = async () => {
    throw new CallFailed('/egov.operations.v1.OperationsService/GetServiceStatus', { code, details: 'no' });
  };
  return { getServiceStatus: fail, listParkedMessages: fail, retryParkedMessages: fail };
};
type Operations = ReturnType<typeof well> | ReturnType<typeof failing>;
const others = Object.fromEntries(serviceNames.map((name) => [name, well()]));
const office = (procedures: Operations, directory: Operations, user = administrator) =>
  request(appFor({ user, services: { operations: { ...others, procedures, directory } } }));
const page = (...given: Parameters<typeof office>) =>
  office(...given)
    .get('/operations')
    .set('accept-language', 'vi');
const parked = ParkedMessage.fromPartial({
  sequence: 1n,
  consumer: 'procedures_remind',
  reason: 'NOT_FOUND',
  subject: 'egov.directory.agency.x',
  recordId: 'x',
  parkedAt: new Date(),
});

test('the lag of each service is shown as a word and in seconds', async () => {
  const { text } = await page(well(0), well(42));
  for (const part of ['Bình thường', 'Chậm', '12.345', '42', 'Không có thông điệp nào bị gác lại'])
    expect(text).toContain(part);
});

test('a service that does not respond is reported on the page', async () => {
  const { status, text } = await page(well(0), failing(14));
  expect([status, text.includes('Không trả lời')]).toEqual([200, true]);
});

test('parked messages are listed with the reason', async () => {
  const { text } = await page(well(0, [parked]), well(0));
  for (const part of ['procedures_remind', 'NOT_FOUND', 'egov.directory.agency.x'])
    expect(text).toContain(part);
});

test('the service of files is shown, which has no read model', async () => {
  expect((await page(well(0), well(0))).text).toContain('Tệp người dân tải lên');
});

test('parked messages are retried by a button, and the page says what became of them', async () => {
  const procedures = well(0, [parked], { settled: 2, remaining: 1 });
  expect((await page(procedures, failing(14))).text).toContain('action="/operations/retry"');

  const retry = office(procedures, failing(14)).post('/operations/retry');
  const { status, headers } = await retry.type('form').send({ _csrf: 'csrf' });
  expect([status, headers.location]).toEqual([303, '/operations?settled=2&remaining=1']);
  const { text } = await office(procedures, well(0))
    .get(headers.location ?? '')
    .set('accept-language', 'vi');
  expect(text).toContain('2 thông điệp đã xong, 1 vẫn gác lại');
});

test('an official who may only read is not offered to retry', async () => {
  const reader = { ...administrator, permissions: ['operations.read'] };
  const { text } = await page(well(0, [parked]), well(0), reader);
  expect(text).toContain('procedures_remind');
  expect(text).not.toContain('/operations/retry');
});

test('an official without the permission gets the page that says so', async () => {
  expect((await page(failing(7), failing(7))).status).toBe(403);
});
