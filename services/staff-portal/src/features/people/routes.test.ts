import { expect, test } from '@jest/globals';
import { CallFailed } from '@egov/chassis/grpc';
import {
  administrationOffice,
  administrator,
  agencyId,
  id,
} from '../../test-support/administration-office.ts';

test('an official is registered, appointed in roles, and leaves', async () => {
  const { sent, post } = administrationOffice();
  await post('/people', { name: 'Lê Minh', subject: 's-1', agency_id: agencyId });
  await post(`/people/${id}/appoint`, {
    agency_id: agencyId,
    position: 'Chuyên viên',
    roles: 'specialist',
    from: '2026-01-01',
    revision: '2',
  });
  await post(`/people/${id}/end`, {
    appointment_id: id,
    until: '2026-12-31',
    reason: 'Nghỉ hưu',
    revision: '2',
  });
  expect(sent).toMatchObject([
    { subject: 's-1', agencyId },
    { staffId: id, roles: ['specialist'], expectedRevision: 2n },
    { appointmentId: id, untilDay: '2026-12-31' },
  ]);
});

test('a refusal is explained in words and the input stays', async () => {
  const taken = Object.assign(
    new CallFailed('/egov.directory.v1.StaffService/RegisterStaffMember', { code: 9, details: 'no' }),
    { reason: 'SUBJECT_TAKEN' },
  );
  const { status, text } = await administrationOffice({ fails: taken }).post('/people', {
    name: 'Lê Minh',
    subject: 's-1',
    agency_id: agencyId,
  });
  expect([status, text.includes('Tài khoản này đã thuộc cán bộ khác'), text.includes('value="s-1"')]).toEqual(
    [422, true, true],
  );
});

test('an official with read access only gets no form', async () => {
  const { get } = administrationOffice({
    user: { ...administrator, permissions: ['agency.read', 'staff.read'] },
  });
  for (const path of ['/people', `/people/${id}`])
    expect((await get(path)).text).not.toMatch(/action="\/(people|agencies)[^"]*" [^>]*novalidate/u);
});

test('people are listed in all agencies one may see, or in the chosen one', async () => {
  const { get, asked } = administrationOffice();
  for (const path of ['/people?text=minh', `/people?agency=${agencyId}`])
    expect((await get(path)).text).toContain('Lê &lt;b&gt;Minh');
  expect(asked).toMatchObject([
    { agencyId: undefined, text: 'minh' },
    { agencyId, text: undefined },
  ]);
});

test('people are exported as a file', async () => {
  expect(
    (await administrationOffice().get(`/people.csv?agency=${agencyId}`)).headers['content-disposition'],
  ).toContain('people.csv');
});
