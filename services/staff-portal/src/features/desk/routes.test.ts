import { expect, test } from '@jest/globals';
import type { DossierSummary } from '@egov/proto/egov/procedures/v1/dossier';
import type {
  CountDossiersRequest,
  ListDossiersRequest,
} from '@egov/proto/egov/procedures/v1/dossier_query_service';
import { CallFailed } from '@egov/chassis/grpc';
import { StaffMember } from '@egov/proto/egov/directory/v1/staff_service';
import request from 'supertest';
import { appFor } from '../../test-support/app.ts';

const official = {
  subject: 'official-7',
  username: 'motcua01',
  name: 'Phạm Một',
  permissions: ['dossier.read', 'dossier.receive', 'dossier.assign'],
  agencies: ['a1'],
};
const first = '0198c0de-0000-7000-8000-000000000001';
const second = '0198c0de-0000-7000-8000-000000000002';
const gone = '0198c0de-0000-7000-8000-000000000003';
const agency = '0198c0de-0000-7000-8000-00000000000a';

const dossier = (changes: Partial<DossierSummary> = {}): DossierSummary => ({
  dossierId: first,
  code: '000.00.05.H44-261123-0001',
  state: 4,
  procedureCode: '1.000001',
  procedureName: 'Cấp giấy phép',
  applicantName: 'Trần Thị Bình',
  agencyId: 'a1',
  holderAgencyId: 'a1',
  channel: 1,
  receivedAt: new Date('2026-11-20T01:00:00Z'),
  dueAt: new Date('2020-01-01T00:00:00Z'),
  revision: 3n,
  ...changes,
});

function desk({
  dossiers = [dossier()],
  user = official,
}: { dossiers?: readonly DossierSummary[]; user?: typeof official } = {}) {
  const asked: ListDossiersRequest[] = [];
  const counted: CountDossiersRequest[] = [];
  const written: object[] = [];
  const handed: Parameters<typeof handOverDossier>[0][] = [];
  const handOverDossier = async (sent: { requestId: string; dossierId: string }) => {
    handed.push(sent);
    if (sent.dossierId === gone)
      throw new CallFailed('/egov.procedures.v1.DossierSolvingService/HandOverDossier', {
        code: 5,
        details: 'no',
      });
    if (sent.dossierId === second)
      throw new CallFailed('/egov.procedures.v1.DossierSolvingService/HandOverDossier', {
        code: 9,
        details: 'no',
      });
    return { dossierId: sent.dossierId, revision: 4n, position: 9n, state: 4 as const, stepDueAt: undefined };
  };
  const app = appFor({
    user,
    services: {
      dossierQueries: {
        listDossiers: async (sent) => {
          asked.push(sent as ListDossiersRequest);
          return { dossiers: [...dossiers], nextPageToken: 'next-token' };
        },
        countDossiers: async (sent) => {
          counted.push(sent as CountDossiersRequest);
          return {
            counts: [{ state: 1, count: 12_345 }],
            lateCount: 3,
            nearlyLateCount: 1,
            ofOfficialCount: 7,
            toSignCount: 2,
          };
        },
      },
      solving: {
        handOverDossier,
      },
      correspondence: {
        writeMessage: async (sent) => {
          written.push(sent);
          return { dossierId: sent.dossierId, revision: 4n, position: 9n, state: 4 as const };
        },
      },
      agencies: { listAgencies: async () => ({ agencies: [] }) },
      staff: {
        listStaffMembers: async ({ agencyId }) => ({
          staffMembers: [
            StaffMember.fromPartial({
              subject: 'minh',
              name: 'Lê <b>Minh',
              appointments: agencyId === undefined ? [] : [{ agencyId, position: 'Chuyên viên' }],
            }),
          ],
        }),
      },
    },
  });
  return { app, asked, counted, handed, written };
}

test('the desk opens with dossiers waiting to be received, counts them, and pages by key', async () => {
  const { app, asked } = desk();
  const { text, status } = await request(app).get('/desk').set('accept-language', 'vi');
  expect(status).toBe(200);
  expect(text).toContain('Chờ tiếp nhận (12.345)');
  expect(text).toContain('href="/desk?tab=to-receive&amp;page=next-token"');
  expect(asked[0]).toMatchObject({ filter: { states: [1], officialId: undefined }, pageSize: 20 });
});

test('dossiers handed to me are listed by my subject, earliest due first', async () => {
  const { app, asked } = desk();
  await request(app).get('/desk?tab=mine');
  expect(asked[0]).toMatchObject({ filter: { officialId: 'official-7', states: [2, 4] }, order: 1 });
});

test('a late dossier is marked in words', async () => {
  const { text } = await request(desk().app).get('/desk?tab=late').set('accept-language', 'vi');
  expect(text).toMatch(/govuk-tag--red">Quá hạn/u);
});

test('late, nearly late and own dossiers are counted, and nearly late begins where late ends', async () => {
  const { app, asked, counted } = desk();
  const { text } = await request(app).get('/desk?tab=nearly-late').set('accept-language', 'vi');
  expect(text).toContain('Quá hạn (3)');
  expect(text).toContain('Sắp đến hạn (1)');
  expect(text).toContain('Giao cho tôi (7)');
  const { dueFromAt: dueFrom, dueBeforeAt: dueBefore } = asked[0]?.filter ?? {};
  expect((dueBefore?.getTime() ?? 0) - (dueFrom?.getTime() ?? 0)).toBe(2 * 86_400_000);
  expect(counted[0]).toMatchObject({ officialId: 'official-7' });
});

test('a leader has a tab of dossiers waiting for the decision, counted; others do not', async () => {
  const { app, asked } = desk({ user: { ...official, permissions: ['dossier.read', 'dossier.decide'] } });
  const { text } = await request(app).get('/desk?tab=to-sign').set('accept-language', 'vi');
  expect(text).toContain('Chờ ký, quyết định (2)');
  expect(asked[0]).toMatchObject({ filter: { toSign: true }, order: 1 });
  expect((await request(desk().app).get('/desk').set('accept-language', 'vi')).text).not.toContain('Chờ ký');
});

test('waiting for papers is shown with the days, even if that column was not chosen', async () => {
  const since = new Date(Date.now() - 3.5 * 86_400_000);
  const { text } = await request(desk({ dossiers: [dossier({ state: 5, pausedAt: since })] }).app)
    .get('/desk?tab=waiting-papers')
    .set('accept-language', 'en');
  expect(text).toContain('Waiting for</th>');
  expect(text).toMatch(/3 days/u);
});

test('the desk as of a day is fetched as of then, marked, and read only', async () => {
  const { app, asked, counted } = desk();
  const { text, status } = await request(app)
    .get('/desk?tab=in-progress&as_of=2026-11-20T10:00')
    .set('accept-language', 'vi');
  const then = new Date('2026-11-20T03:00:00Z');
  expect(status).toBe(200);
  expect([asked[0]?.asOfAt, counted[0]?.asOfAt]).toEqual([then, then]);
  expect(text).toMatch(/Bàn làm việc như đã ghi nhận lúc .*20\/11\/2026/u);
  expect(text).not.toContain('name="dossiers"');
  expect(text).toContain(`/dossiers/${first}?as_of=2026-11-20T10%3A00`);
  expect(text).toContain('tab=late&amp;as_of=2026-11-20T10%3A00');
});

test('an invalid moment is refused at its field, and the current desk stays', async () => {
  const { app, asked } = desk();
  const { text, status } = await request(app).get('/desk?as_of=yesterday').set('accept-language', 'vi');
  expect(status).toBe(422);
  expect(text).toContain('Hãy nhập ngày và giờ');
  expect(asked[0]?.asOfAt).toBeUndefined();
});

test('an applicant’s name with a script in it is text', async () => {
  const { text } = await request(
    desk({ dossiers: [dossier({ applicantName: '<script>alert(1)</script>' })] }).app,
  ).get('/desk');
  expect(text).not.toContain('<script>alert');
});

test('a page of a tab that is not mine falls back to the first of mine', async () => {
  const { app, asked } = desk({ user: { ...official, permissions: ['dossier.read'] } });
  const { text } = await request(app).get('/desk?tab=to-receive').set('accept-language', 'vi');
  expect(asked[0]?.filter?.officialId).toBe('official-7');
  expect(text).not.toContain('name="dossiers"');
});

test('the export is a file that a spreadsheet never takes for formulas', async () => {
  const app = desk({ dossiers: [dossier({ applicantName: '=HYPERLINK("x")' })] });
  const { headers, text } = await request(app.app).get('/desk.csv?tab=all').set('accept-language', 'vi');
  expect(headers['content-disposition']).toBe('attachment; filename=desk.csv');
  expect(text).toContain(`"'=HYPERLINK(""x"")"`);
  expect(app.asked).toHaveLength(10);
});

test('one refused hand-over of several does not affect the others', async () => {
  const { app, handed } = desk();
  const send = () =>
    request(app)
      .post('/desk/hand-over')
      .type('form')
      .set('accept-language', 'vi')
      .send({
        _csrf: 'csrf',
        request_id: '0198c0de-0000-7000-8000-0000000000ff',
        dossiers: [gone, first, second],
        agency_id: agency,
      });
  const { text, status } = await send();
  expect(status).toBe(200);
  expect([
    text.match(/Đã ghi/gu)?.length,
    text.match(/Chưa ghi/gu)?.length,
    text.includes('không còn thuộc phạm vi'),
  ]).toEqual([1, 2, true]);
  await send();
  const ids = handed.map(({ requestId }) => requestId);
  expect(ids.slice(0, 3)).toEqual(ids.slice(3));
  expect(ids[0]).not.toBe(ids[1]);
});

test('colleagues are chosen by name, and the whole unit is the default', async () => {
  const { text } = await request(desk().app)
    .get(`/desk/hand-over?dossiers=${first}`)
    .set('accept-language', 'vi');
  expect(text).toMatch(/<option value="" [^>]*>Giao cho cả đơn vị|<option value="">Giao cho cả đơn vị/u);
  expect(text).toContain('<option value="minh">Lê &lt;b&gt;Minh, Chuyên viên</option>');
});

test('a hand-over to nobody is refused at the field and keeps what was ticked', async () => {
  const { app, handed } = desk();
  const { text, status } = await request(app)
    .post('/desk/hand-over')
    .type('form')
    .set('accept-language', 'vi')
    .send({ _csrf: 'csrf', dossiers: first, agency_id: '' });
  expect(status).toBe(422);
  expect(text).toContain('Hãy chọn đơn vị nhận');
  expect(text).toContain(`value="${first}"`);
  expect(handed).toEqual([]);
});

const form = (app: ReturnType<typeof desk>['app'], path: string, fields: object) =>
  request(app)
    .post(path)
    .type('form')
    .set('accept-language', 'vi')
    .send({ _csrf: 'csrf', ...fields });

test('a saved view is a link on the desk until it is removed', async () => {
  const { app } = desk();
  await form(app, '/desk/views', { name: 'Hồ sơ đất <b>', tab: 'late', text: 'đất', channel: '1' });
  const { text } = await request(app).get('/desk');
  expect(text).toContain(
    'href="/desk?tab=late&amp;text=%C4%91%E1%BA%A5t&amp;channel=1">Hồ sơ đất &lt;b&gt;</a>',
  );
  const [, id = ''] = /views\/([\da-f-]+)\/remove/u.exec(text) ?? [];
  await form(app, `/desk/views/${id}/remove`, {});
  expect((await request(app).get('/desk')).text).not.toContain('Hồ sơ đất');
});

test('a view without a name is refused at the field', async () => {
  const { status, text } = await form(desk().app, '/desk/views', { name: ' ', tab: 'late' });
  expect([status, text.includes('Hãy đặt tên'), text.includes('href="#name"')]).toEqual([422, true, true]);
});

test('the columns are those the official chose, always with the code', async () => {
  const { app } = desk();
  expect((await request(app).get('/desk').set('accept-language', 'vi')).text).toContain(
    '<th class="govuk-table__header" scope="col">Người nộp</th>',
  );
  await form(app, '/desk/columns', { columns: ['channel', 'nonsense'] });
  const { text } = await request(app).get('/desk').set('accept-language', 'vi');
  const headers = [...text.matchAll(/scope="col">([^<\s][^<]*)</gu)].map(([, header]) => header);
  expect(headers).toEqual(['Mã hồ sơ', 'Hình thức nộp']);
});

test('a reminder is written to each dossier, for officials only', async () => {
  const { app, written } = desk();
  expect((await form(app, '/desk/remind', { dossiers: [first, second], text: ' ' })).status).toBe(422);
  const { text } = await form(app, '/desk/remind', { dossiers: [first, second], text: 'Sắp đến hạn' });
  expect(text.match(/Đã nhắc/gu)).toHaveLength(2);
  expect(written).toMatchObject([
    { dossierId: first, text: 'Sắp đến hạn', audience: 1 },
    { dossierId: second, text: 'Sắp đến hạn', audience: 1 },
  ]);
});
