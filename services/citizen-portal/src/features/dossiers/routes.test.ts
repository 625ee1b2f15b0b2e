import { expect, test } from '@jest/globals';
import { CallFailed } from '@egov/chassis/grpc';
import { Dossier } from '@egov/proto/egov/procedures/v1/dossier';
import { TimelineEntry } from '@egov/proto/egov/procedures/v1/timeline';
import { StaffMember } from '@egov/proto/egov/directory/v1/staff_service';
import request from 'supertest';
import { appFor } from '../../test-support/app.ts';

const id = '0198c0de-0000-7000-8000-000000000001';
const citizen = {
  subject: 'c1',
  username: 'congdan01',
  name: 'Trần Thị Bình',
  permissions: ['dossier.submit', 'dossier.read', 'dossier.withdraw', 'dossier.rate', 'dossier.message'],
  agencies: [],
};

function portal(changes: Partial<Dossier> = {}, more: readonly TimelineEntry[] = []) {
  const acted: object[] = [];
  const answer = { dossierId: id, revision: 5n, position: 9n, state: 4 as const };
  const app = appFor({
    user: citizen,
    services: {
      dossierQueries: {
        listDossiers: async () => ({ dossiers: [] }),
        getDossier: async ({ dossierId }) => {
          if (dossierId !== id)
            throw new CallFailed('/egov.procedures.v1.DossierQueryService/GetDossier', {
              code: 5,
              details: 'no',
            });
          return {
            dossier: Dossier.fromPartial({
              dossierId: id,
              code: 'H44.03-261013-0003',
              state: 5,
              procedureName: 'Cấp phép',
              pausedFor: 'supplement',
              holderAgencyId: 'a1',
              ...changes,
            }),
          };
        },
        listDossierTimeline: async () => ({
          entries: [
            TimelineEntry.fromPartial({
              revision: 2n,
              eventType: 'SupplementRequested',
              occurredAt: new Date('2026-11-20T01:00:00Z'),
              state: 5,
              detail: { $case: 'supplement', value: { defects: [{ description: 'Thiếu <i>bản đồ</i>' }] } },
            }),
            TimelineEntry.fromPartial({
              revision: 3n,
              eventType: 'MessageWritten',
              occurredAt: new Date('2026-11-20T02:00:00Z'),
              actorId: 'c1',
              detail: { $case: 'message', value: { text: 'Bao giờ <b>xong</b>?' } },
            }),
            TimelineEntry.fromPartial({
              revision: 4n,
              eventType: 'MessageWritten',
              occurredAt: new Date('2026-11-20T03:00:00Z'),
              actorId: 'o1',
              detail: { $case: 'message', value: { text: 'Thứ Sáu' } },
            }),
            ...more,
          ],
        }),
      },
      pauses: {
        supplyPapers: async (sent) => {
          acted.push(sent);
          return answer;
        },
      },
      ending: {
        withdrawDossier: async (sent) => {
          acted.push(sent);
          return answer;
        },
      },
      correspondence: {
        writeMessage: async (sent) => {
          acted.push(sent);
          return answer;
        },
        rateDossier: async (sent) => {
          acted.push(sent);
          return answer;
        },
      },
      follow: {
        renewFollowSecret: async (sent) => {
          acted.push(sent);
          return { ...answer, secret: '7Q2M-X0RB-9KTE' };
        },
      },
      agencies: { getAgency: async () => ({}) },
      staff: {
        findStaffMemberBySubject: async () => ({
          staffMember: StaffMember.fromPartial({ name: 'Lê <b>Minh', phone: '0210' }),
        }),
      },
    },
  });
  return {
    app,
    acted,
    post: (path: string, form: object) =>
      request(app)
        .post(`/dossiers/${id}${path}`)
        .type('form')
        .set('accept-language', 'vi')
        .send({ _csrf: 'csrf', ...form }),
  };
}

test('a citizen without dossiers gets a link to the procedures', async () => {
  expect((await request(portal().app).get('/dossiers').set('accept-language', 'vi')).text).toContain(
    'Bạn chưa có hồ sơ nào',
  );
});

test('a dossier shows what is missing in the office’s words, and what comes next', async () => {
  const { text } = await request(portal().app).get(`/dossiers/${id}`).set('accept-language', 'vi');
  expect(text).toContain('Thiếu &lt;i&gt;bản đồ&lt;/i&gt;');
  expect(text).toContain('Bạn bổ sung giấy tờ được yêu cầu');
  expect(text).toContain('chờ người nộp bổ sung giấy tờ');
});

test('another citizen’s dossier is not found', async () => {
  expect((await request(portal().app).get('/dossiers/0198c0de-0000-7000-8000-000000000002')).status).toBe(
    404,
  );
});

test('papers are supplied one per line', async () => {
  const { acted, post } = portal();
  expect((await post('/supply', { papers: 'Bản đồ\r\n\r\nĐơn' })).headers.location).toBe(
    `/dossiers/${id}?done=yes`,
  );
  expect(acted).toMatchObject([{ components: [{ name: 'Bản đồ' }, { name: 'Đơn' }], satisfies: false }]);
});

test('too many papers at once are refused at their field, none is left out silently', async () => {
  const { acted, post } = portal();
  const { status, text } = await post('/supply', { papers: 'Đơn\n'.repeat(51) });
  expect([status, text.includes('tối đa 50 giấy tờ'), acted]).toEqual([422, true, []]);
});

test('a dossier is withdrawn only after confirmation', async () => {
  const { acted, post } = portal();
  const { status, text } = await post('/withdraw', { reason: 'Đổi ý' });
  expect([
    status,
    text.includes('Hãy xác nhận muốn rút hồ sơ'),
    text.includes('Đổi ý'),
    acted.length,
  ]).toEqual([422, true, true, 0]);
  await post('/withdraw', { reason: 'Đổi ý', sure: 'yes' });
  expect(acted).toMatchObject([{ reason: 'Đổi ý' }]);
});

test('a renewed slip is shown at once', async () => {
  const { acted, post } = portal();
  expect((await post('/slip', {})).headers.location).toBe(`/applied/${id}`);
  expect(acted).toMatchObject([{ dossierId: id }]);
});

test('a rating is one of five words', async () => {
  const { acted, post } = portal({ state: 10 });
  expect((await post('/rate', { score: '6' })).status).toBe(422);
  await post('/rate', { score: '4', comment: 'Nhanh' });
  expect(acted).toMatchObject([{ subject: 1, score: 4, comment: 'Nhanh' }]);
});

const entry = (
  eventType: string,
  detail: Parameters<typeof TimelineEntry.fromPartial>[0]['detail'],
  actorId = 'o1',
) =>
  TimelineEntry.fromPartial({
    revision: 9n,
    eventType,
    occurredAt: new Date('2026-11-21T01:00:00Z'),
    actorId,
    detail,
  });
const solved = [
  entry('DossierHandedOver', { $case: 'handOver', value: { toAgencyId: 'a1', toOfficialId: 'minh' } }),
  entry('StepCompleted', { $case: 'step', value: { stepId: 's1', name: 'Thẩm định' } }),
  entry('StepCompleted', { $case: 'step', value: { stepId: 's2', name: 'Ký duyệt' } }),
  entry('DossierRated', { $case: 'rating', value: { subject: 2, targetId: 's2' } }, 'c1'),
  entry('ResultReleased', { $case: 'result', value: { outcome: 1, document: '15/QĐ <i>' } }),
];

test('each step and each official may be rated once, the official by name alone', async () => {
  const { app, acted, post } = portal({ state: 10, rating: 5 }, solved);
  const { text } = await request(app).get(`/dossiers/${id}`).set('accept-language', 'vi');
  for (const part of ['Bước “Thẩm định”', 'Cán bộ Lê &lt;b&gt;Minh']) expect(text).toContain(part);
  for (const part of ['Ký duyệt', '0210']) expect(text).not.toContain(part);
  expect((await post('/rate-parts', {})).status).toBe(422);
  await post('/rate-parts', {
    'part-step-s1': '4',
    'part-official-minh': '5',
    'part-step-s2': '1',
    'part-official-nobody': '1',
  });
  expect(acted).toMatchObject([
    { subject: 3, targetId: 'minh', score: 5 },
    { subject: 2, targetId: 's1', score: 4 },
  ]);
  expect(new Set(acted.map((one) => (one as { requestId: string }).requestId)).size).toBe(2);
});

test('the result is shown with its document and the way to check it, until it is sent back', async () => {
  const shown = (more: readonly TimelineEntry[]) =>
    request(portal({ state: 9 }, more).app)
      .get(`/dossiers/${id}`)
      .set('accept-language', 'vi');
  const { text } = await shown(solved);
  for (const part of ['Chấp thuận', '15/QĐ &lt;i&gt;', '/check?code=H44.03-261013-0003'])
    expect(text).toContain(part);
  expect((await shown([...solved, entry('ResultSentBack', undefined)])).text).not.toContain('15/QĐ');
});

test('nothing can be rated while there is nothing to rate', async () => {
  const { text } = await request(portal({ state: 4 }, solved.slice(0, 1)).app)
    .get(`/dossiers/${id}`)
    .set('accept-language', 'vi');
  expect(text).not.toContain('/rate');
});

test('what is already rated or closed is not offered again', async () => {
  const { text } = await request(portal({ state: 10, rating: 5 }).app)
    .get(`/dossiers/${id}`)
    .set('accept-language', 'vi');
  expect(text).not.toContain('/rate"');
  expect(text).not.toContain('/withdraw"');
});

test('the thread shows who wrote what, and accepts the citizen’s message', async () => {
  const { app, acted, post } = portal();
  const { text } = await request(app).get(`/dossiers/${id}`).set('accept-language', 'vi');
  expect(text).toMatch(/<strong>Bạn<\/strong>.*Bao giờ &lt;b&gt;xong&lt;\/b&gt;\?/su);
  expect(text).toMatch(/<strong>Cơ quan<\/strong>.*Thứ Sáu/su);
  expect((await post('/messages', { text: '  ' })).status).toBe(422);
  await post('/messages', { text: 'Cảm ơn' });
  expect(acted).toMatchObject([{ text: 'Cảm ơn', audience: undefined }]);
});
