import { expect, test } from '@jest/globals';
import { CallFailed } from '@egov/chassis/grpc';
import { eventServiceNames } from '@egov/platform';
import { GetServiceStatusResponse, ParkedMessage } from '@egov/proto/egov/operations/v1/operations_service';
import request from 'supertest';
import { appFor } from '../../test-support/app.ts';

const administrator = {
  subject: 'a1',
  username: 'quantri',
  name: 'Quản Trị',
  permissions: ['operations.read'],
  agencies: ['*'],
};
const well = (lagSeconds: number, parked: readonly ParkedMessage[] = []) => ({
  getServiceStatus: async () =>
    GetServiceStatusResponse.fromPartial({
      service: 's',
      position: 12_345n,
      lagSeconds,
      startedAt: new Date('2026-11-20T03:00:00Z'),
    }),
  listParkedMessages: async () => ({ messages: [...parked] }),
});
const failing = (code: number) => {
  const fail = async () => {
    throw new CallFailed('/egov.operations.v1.OperationsService/GetServiceStatus', { code, details: 'no' });
  };
  return { getServiceStatus: fail, listParkedMessages: fail };
};
type Operations = ReturnType<typeof well> | ReturnType<typeof failing>;
const others = Object.fromEntries(eventServiceNames.map((name) => [name, well(0)]));
const page = (procedures: Operations, directory: Operations) =>
  request(appFor({ user: administrator, services: { operations: { ...others, procedures, directory } } }))
    .get('/operations')
    .set('accept-language', 'vi');

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
  const parked = ParkedMessage.fromPartial({
    sequence: 1n,
    consumer: 'procedures_remind',
    reason: 'NOT_FOUND',
    subject: 'egov.directory.agency.x',
    recordId: 'x',
    parkedAt: new Date(),
  });
  const { text } = await page(well(0, [parked]), well(0));
  for (const part of ['procedures_remind', 'NOT_FOUND', 'egov.directory.agency.x'])
    expect(text).toContain(part);
});

test('an official without the permission gets the page that says so', async () => {
  expect((await page(failing(7), failing(7))).status).toBe(403);
});
