import { expect, test } from '@jest/globals';
import { eventServiceNames } from '@egov/platform';
import { Act, type ListActsRequest } from '@egov/proto/egov/audit/v1/audit_service';
import { StaffMember } from '@egov/proto/egov/directory/v1/staff_service';
import request from 'supertest';
import { appFor } from '../../test-support/app.ts';

const inspector = {
  subject: 'i1',
  username: 'thanhtra',
  name: 'Thanh Tra',
  permissions: ['audit.read', 'agency.read', 'staff.read'],
  agencies: ['*'],
};
const agencyId = '0198c0de-0000-7000-8000-00000000000a';
const dossierId = '0198c0de-0000-7000-8000-000000000001';
const act = (changes: Partial<Act> = {}) =>
  Act.fromPartial({
    position: 9n,
    eventType: 'DossierAccepted',
    category: 'procedures_dossier',
    recordId: dossierId,
    recordedAt: new Date('2026-11-20T03:00:00Z'),
    occurredAt: new Date('2026-11-20T03:00:00Z'),
    actorId: 'lan',
    actorAgencyId: agencyId,
    requestId: 'r1',
    ...changes,
  });

function office(acts: readonly Act[] = [act()]) {
  const asked: (ListActsRequest & { of: string })[] = [];
  const ledger = (of: string) => ({
    listActs: async (sent: ListActsRequest) => {
      asked.push({ ...sent, of });
      return { acts: [...acts], nextPageToken: 'more', eventTypes: ['DossierAccepted', 'SomethingNew'] };
    },
  });
  const app = appFor({
    user: inspector,
    services: {
      audit: Object.fromEntries(eventServiceNames.map((name) => [name, ledger(name)])),
      agencies: {
        listAgencies: async () => ({ agencies: [] }),
        getAgency: async () => ({}),
      },
      staff: {
        findStaffMemberBySubject: async () => ({
          staffMember: StaffMember.fromPartial({ name: 'Trần <b>Lan' }),
        }),
      },
    },
  });
  return { asked, get: (path: string) => request(app).get(path).set('accept-language', 'vi') };
}

test('acts are shown by name, with links to the record and to the next page', async () => {
  const { get } = office();
  const { text } = await get('/audit');
  for (const part of [
    'Tiếp nhận hồ sơ',
    '<option value="SomethingNew"',
    'Trần &lt;b&gt;Lan',
    `href="/dossiers/${dossierId}"`,
    '/audit?records=procedures&amp;page=more',
    '/audit?records=procedures&amp;actor=lan',
  ])
    expect(text).toContain(part);
});

test('an act of an applicant whom the visitor may not know names nobody', async () => {
  const { get } = office([Act.fromPartial({ ...act(), actorId: undefined })]);
  const { text } = await get('/audit');
  expect(text).toContain('Người nộp hồ sơ');
  expect(text).not.toContain('actor=');
});

test('acts are narrowed by account, agency, act and days of the province', async () => {
  const { get, asked } = office();
  await get(
    `/audit?records=directory&actor=lan&agency=${agencyId}&event=AgencyRenamed` +
      '&from=2026-11-01&until=2026-11-20',
  );
  expect(asked[0]).toMatchObject({
    of: 'directory',
    actorId: 'lan',
    agencyId,
    eventType: 'AgencyRenamed',
    fromAt: new Date('2026-10-31T17:00:00Z'),
    beforeAt: new Date('2026-11-20T17:00:00Z'),
  });
});

test('an invalid day is refused at its field', async () => {
  const { status, text } = await office().get('/audit?from=2026-02-30');
  expect([status, text.includes('Hãy nhập ngày')]).toEqual([422, true]);
});

test('an act recorded later than it happened shows both, and one without a name its type', async () => {
  const { text } = await office([
    act({ occurredAt: new Date('2026-11-19T03:00:00Z') }),
    act({ eventType: 'SomethingNew', category: 'other' }),
  ]).get('/audit');
  expect(text).toMatch(/việc xảy ra lúc .*19\/11\/2026/u);
  expect(text).toContain('Việc khác (SomethingNew)');
});

test('an act recorded within the minute in which it happened shows that once', async () => {
  const { text } = await office([
    act({
      occurredAt: new Date('2026-11-20T02:59:59.990Z'),
      recordedAt: new Date('2026-11-20T02:59:59.999Z'),
    }),
  ]).get('/audit');
  expect(text).not.toContain('việc xảy ra lúc');
});

test('the export goes page by page, ten pages at most, and never as formulas', async () => {
  const { get, asked } = office([act({ actorId: '=cmd' })]);
  const { headers, text } = await get('/audit.csv');
  expect(headers['content-disposition']).toBe('attachment; filename=audit.csv');
  expect(text).toContain("'=cmd");
  expect(asked).toHaveLength(10);
});
