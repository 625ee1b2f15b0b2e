import { expect, test } from '@jest/globals';
import { CallFailed } from '@egov/chassis/runtime';
import { Agency } from '@egov/proto/egov/directory/v1/agency';
import { StaffMember } from '@egov/proto/egov/directory/v1/staff_service';
import request from 'supertest';
import { appFor } from '../../test-support/app.ts';

const id = '0198c0de-0000-7000-8000-000000000001';
const agencyId = '0198c0de-0000-7000-8000-00000000000a';
const administrator = {
  subject: 'a1',
  username: 'quantri',
  name: 'Quản Trị',
  permissions: ['agency.read', 'agency.manage', 'staff.read', 'staff.manage'],
  agencies: ['*'],
};
const agency = Agency.fromPartial({
  agencyId,
  name: 'Sở Tư pháp',
  level: 2,
  revision: 4n,
  names: [{ name: 'Sở Tư pháp <b>', validFrom: '2019-01-01' }],
  allCodes: [{ scheme: 1, code: 'H44.05', validFrom: '2019-01-01' }],
});
const minh = StaffMember.fromPartial({
  staffId: id,
  name: 'Lê <b>Minh',
  revision: 2n,
  allAppointments: [
    { appointmentId: id, agencyId, position: 'Chuyên viên', roles: ['specialist'], from: '2025-01-01' },
  ],
});

function office({ user = administrator, fails }: { user?: typeof administrator; fails?: CallFailed } = {}) {
  const sent: object[] = [];
  const asked: object[] = [];
  const record = async <Answer>(request_: object, answer: Answer): Promise<Answer> => {
    if (fails) throw fails;
    sent.push(request_);
    return answer;
  };
  const at = { revision: 5n, position: 9n };
  const app = appFor({
    user,
    services: {
      agencies: {
        listAgencies: async () => ({ agencies: [agency], nextPageToken: 'more' }),
        getAgency: async () => ({ agency }),
        renameAgency: (asked) => record(asked, at),
        establishAgency: (asked) => record(asked, { agencyId, ...at }),
        assignAgencyCode: (asked) => record(asked, at),
        moveAgency: (asked) => record(asked, at),
        dissolveAgency: (asked) => record(asked, at),
      },
      staff: {
        listStaffMembers: async (question) => {
          asked.push(question);
          return { staffMembers: [minh], nextPageToken: '' };
        },
        getStaffMember: async () => ({ staffMember: minh }),
        registerStaffMember: (asked) => record(asked, { staffId: id, ...at }),
        appointStaffMember: (asked) => record(asked, { appointmentId: id, ...at }),
        endAppointment: (asked) => record(asked, at),
      },
    },
  });
  return {
    app,
    sent,
    asked,
    get: (path: string) => request(app).get(path).set('accept-language', 'vi'),
    post: (path: string, form: object) =>
      request(app)
        .post(path)
        .type('form')
        .set('accept-language', 'vi')
        .send({ _csrf: 'csrf', ...form }),
  };
}

test('agencies are listed as of a day, and one shows its names, codes and people', async () => {
  const { get } = office();
  expect((await get('/agencies?text=tu phap&as_of=2025-01-01')).text).toContain(
    '/agencies?text=tu+phap&amp;as_of=2025-01-01&amp;page=more',
  );
  const { text } = await get(`/agencies/${agencyId}`);
  for (const part of ['Sở Tư pháp &lt;b&gt;', 'H44.05', 'Lê &lt;b&gt;Minh']) expect(text).toContain(part);
});

test('an agency is renamed from a day on, against the revision that was seen', async () => {
  const { sent, post } = office();
  expect(
    (
      await post(`/agencies/${agencyId}/rename`, {
        name: 'Sở Tư pháp mới',
        valid_from: '2027-01-01',
        revision: '4',
      })
    ).headers.location,
  ).toBe(`/agencies/${agencyId}?done=yes`);
  expect(sent).toMatchObject([
    { agencyId, name: 'Sở Tư pháp mới', validFrom: '2027-01-01', expectedRevision: 4n },
  ]);
  expect(
    (await post(`/agencies/${agencyId}/rename`, { name: '', valid_from: '', revision: '4' })).text,
  ).toContain('href="#valid_from"');
});

test('an agency is established, given a code, moved and dissolved, each from its day', async () => {
  const { sent, post } = office();
  const other = '0198c0de-0000-7000-8000-00000000000b';
  expect(
    (
      await post('/agencies', {
        name: 'Phòng mới',
        level: '5',
        parent_id: agencyId,
        established_on: '2027-01-01',
        scheme: '2',
        code: 'H44.99',
      })
    ).headers.location,
  ).toBe('/agencies?done=yes');
  await post(`/agencies/${agencyId}/code`, {
    scheme: '1',
    code: '000.00.05.H44',
    code_from: '2027-01-01',
    revision: '4',
  });
  await post(`/agencies/${agencyId}/move`, { parent_id: other, move_from: '2027-01-01', revision: '4' });
  expect(
    (
      await post(`/agencies/${agencyId}/dissolve`, {
        dissolved_on: '2027-06-30',
        successors: other,
        legal_ground: 'NQ 1',
        revision: '4',
      })
    ).headers.location,
  ).toBe(`/agencies/${agencyId}?done=yes`);
  expect(sent).toMatchObject([
    {
      name: 'Phòng mới',
      level: 5,
      parentId: agencyId,
      establishedOn: '2027-01-01',
      codes: [{ scheme: 2, code: 'H44.99' }],
    },
    { code: { scheme: 1, code: '000.00.05.H44', validFrom: '2027-01-01' } },
    { parentId: other, validFrom: '2027-01-01', expectedRevision: 4n },
    { dissolvedOn: '2027-06-30', successors: [{ agencyId: other }], legalGround: 'NQ 1' },
  ]);
});

test('a form that is not filled in is refused at its fields, and opened where they are', async () => {
  const { sent, post } = office();
  const dissolve = await post(`/agencies/${agencyId}/dissolve`, { successors: '', revision: '4' });
  expect([
    dissolve.status,
    dissolve.text.includes('href="#dissolved_on"'),
    dissolve.text.includes('href="#legal_ground"'),
  ]).toEqual([422, true, true]);
  expect(dissolve.text).toMatch(/<details[^>]* open>.{0,200}Giải thể/su);
  const establish = await post('/agencies', { name: ' ' });
  expect([
    establish.status,
    establish.text.includes('href="#name"'),
    establish.text.includes('href="#parent_id"'),
  ]).toEqual([422, true, true]);
  expect(sent).toEqual([]);
});

test('an official is registered, appointed in roles, and leaves', async () => {
  const { sent, post } = office();
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
    { appointmentId: id, until: '2026-12-31' },
  ]);
});

test('a refusal is said in words and what was typed stays', async () => {
  const taken = Object.assign(
    new CallFailed('/egov.directory.v1.StaffService/RegisterStaffMember', { code: 9, details: 'no' }),
    { reason: 'SUBJECT_TAKEN' },
  );
  const { status, text } = await office({ fails: taken }).post('/people', {
    name: 'Lê Minh',
    subject: 's-1',
    agency_id: agencyId,
  });
  expect([status, text.includes('Tài khoản này đã thuộc cán bộ khác'), text.includes('value="s-1"')]).toEqual(
    [422, true, true],
  );
});

test('what each role may do is one table, every permission in words', async () => {
  const { status, text } = await office().get('/roles');
  expect(status).toBe(200);
  for (const part of ['Cán bộ một cửa', 'Tiếp nhận, từ chối hồ sơ', 'Xem nhật ký công việc'])
    expect(text).toContain(part);
  expect(text).not.toContain('permission.');
});

test('who may only look is offered no form', async () => {
  const { get } = office({ user: { ...administrator, permissions: ['agency.read', 'staff.read'] } });
  for (const path of ['/people', `/people/${id}`, `/agencies/${agencyId}`])
    expect((await get(path)).text).not.toMatch(/action="\/(people|agencies)[^"]*" [^>]*novalidate/u);
});

test('people are listed wherever one may see them, or within the agency that was chosen', async () => {
  const { get, asked } = office();
  for (const path of ['/people?text=minh', `/people?agency=${agencyId}`])
    expect((await get(path)).text).toContain('Lê &lt;b&gt;Minh');
  expect(asked).toMatchObject([
    { agencyId: '', text: 'minh' },
    { agencyId, text: '' },
  ]);
});

test('people are exported as a file', async () => {
  expect((await office().get(`/people.csv?agency=${agencyId}`)).headers['content-disposition']).toContain(
    'people.csv',
  );
});
