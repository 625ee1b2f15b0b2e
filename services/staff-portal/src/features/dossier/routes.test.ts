import { expect, test } from '@jest/globals';
import { CallFailed } from '@egov/chassis/grpc';
import { Dossier, DossierState } from '@egov/proto/egov/procedures/v1/dossier';
import { TimelineEntry } from '@egov/proto/egov/procedures/v1/timeline';
import { StaffMember } from '@egov/proto/egov/directory/v1/staff_service';
import { ErrorInfo } from '@egov/proto/google/rpc/error_details';
import { Status } from '@egov/proto/google/rpc/status';
import { DueWorking, DurationUnit } from '@egov/proto/egov/working_time/v1/working_time';
import { Metadata } from '@grpc/grpc-js';
import request from 'supertest';
import { appFor } from '../../test-support/app.ts';

const id = '0198c0de-0000-7000-8000-000000000001';
const official = {
  subject: 'official-7',
  username: 'motcua01',
  name: 'Phạm Một',
  permissions: ['dossier.read', 'dossier.receive', 'dossier.withdraw'],
  agencies: ['a1'],
};
const working = DueWorking.fromPartial({
  calendarVersion: 'v7',
  timeZone: 'Asia/Ho_Chi_Minh',
  fromAt: new Date('2026-11-20T01:00:00Z'),
  startsAt: new Date('2026-11-20T01:00:00Z'),
  duration: { amount: 3, unit: DurationUnit.DURATION_UNIT_WORKING_DAYS },
  minutesCounted: 1440,
  skippedHolidays: [{ day: '2026-11-23', name: 'Ngày nghỉ bù' }],
});

const registered = Dossier.fromPartial({
  dossierId: id,
  temporaryId: 'TT-0001',
  state: DossierState.DOSSIER_STATE_REGISTERED,
  procedureName: 'Cấp giấy phép',
  procedureCode: '1.000001',
  agencyId: 'a1',
  holderAgencyId: 'a1',
  applicant: { kind: 1, name: '<img src=x onerror=alert(1)>', idNumber: '079' },
  summary: 'Xin cấp phép',
  revision: 3n,
  dueAt: new Date('2026-11-26T01:00:00Z'),
  dueWorking: working,
});

/** A refusal as received over the wire. */
function refused(code: number, reason: string): CallFailed {
  const metadata = new Metadata();
  const info = ErrorInfo.encode(ErrorInfo.fromPartial({ reason })).finish();
  metadata.set(
    'grpc-status-details-bin',
    Buffer.from(
      Status.encode(
        Status.fromPartial({
          code,
          details: [{ typeUrl: 'type.googleapis.com/google.rpc.ErrorInfo', value: Buffer.from(info) }],
        }),
      ).finish(),
    ),
  );
  return new CallFailed('/egov.procedures.v1.DossierIntakeService/X', { code, details: 'no', metadata });
}

function desk({
  dossier = registered,
  fails,
  user = official,
}: { dossier?: Dossier; fails?: CallFailed; user?: typeof official } = {}) {
  const confirmed: unknown[] = [];
  const supplements: unknown[] = [];
  const handedOver: unknown[] = [];
  const renewed: unknown[] = [];
  const accepted: { requestId: string; expectedRevision: bigint | undefined }[] = [];
  const asked: {
    asOf: Date | undefined;
    asOfRevision: bigint | undefined;
    minPosition: bigint | undefined;
  }[] = [];
  const app = appFor({
    user,
    services: {
      dossierQueries: {
        getDossier: async (sent) => {
          asked.push({ asOf: sent.asOfAt, asOfRevision: sent.asOfRevision, minPosition: sent.minPosition });
          return { dossier };
        },
        listDossierTimeline: async () => ({
          entries: [
            TimelineEntry.fromPartial({
              revision: 3n,
              eventType: 'DossierSubmitted',
              occurredAt: new Date('2026-11-20T01:00:00Z'),
              recordedAt: new Date('2026-11-20T01:00:00Z'),
              state: 1,
            }),
            TimelineEntry.fromPartial({
              revision: 4n,
              eventType: 'DossierWithdrawn',
              actorId: 'official-8',
              facts: [{ key: 'reason', text: 'Đổi <b>ý</b>' }],
              occurredAt: new Date('2026-11-22T01:00:00Z'),
              recordedAt: new Date('2026-11-22T01:00:00Z'),
              state: 7,
            }),
          ],
        }),
        getControlSheet: async () => ({ rows: [] }),
      },
      intake: {
        acceptDossier: async (sent) => {
          accepted.push({ requestId: sent.requestId ?? '', expectedRevision: sent.expectedRevision });
          if (fails) throw fails;
          return {
            dossierId: id,
            revision: 4n,
            position: 1n,
            state: 2 as const,
            code: 'X',
          };
        },
        refuseDossier: async () => {
          throw new Error('not called');
        },
      },
      pauses: {
        requestSupplement: async (sent) => {
          supplements.push(sent);
          return { dossierId: id, revision: 4n, position: 8n, state: 5 as const };
        },
        confirmPayment: async (sent) => {
          confirmed.push(sent);
          return { dossierId: id, revision: 4n, position: 8n, state: 4 as const };
        },
      },
      solving: {
        handOverDossier: async ({ agencyId, officialId }) => {
          handedOver.push({ agencyId, officialId });
          return { dossierId: id, revision: 4n, position: 8n, state: 3 as const };
        },
      },
      follow: {
        renewFollowSecret: async (sent) => {
          renewed.push(sent);
          return { dossierId: id, revision: 4n, position: 8n, state: 1 as const, secret: '7Q2M-X0RB-9KTE' };
        },
      },
      catalogue: {
        listProcedureVersions: async () => {
          throw refused(14, 'UNAVAILABLE');
        },
      },
      staff: {
        findStaffMemberBySubject: async () => ({ staffMember: StaffMember.fromPartial({ name: 'Lê Hai' }) }),
      },
      agencies: {
        getAgency: async () => {
          throw refused(14, 'DIRECTORY_UNAVAILABLE');
        },
      },
    },
  });
  return { app, accepted, asked, confirmed, handedOver, renewed, supplements };
}

const get = (app: Parameters<typeof request>[0], path: string) =>
  request(app).get(path).set('accept-language', 'vi');
const post = (app: Parameters<typeof request>[0], path: string, form: object) =>
  request(app)
    .post(path)
    .type('form')
    .set('accept-language', 'vi')
    .send({ _csrf: 'csrf', ...form });

test('a dossier shows when it is due, why, and which day off was skipped', async () => {
  const { text } = await get(desk().app, `/dossiers/${id}`);
  expect(text).toContain('3 ngày làm việc');
  expect(text).toContain('23/11/2026 (Ngày nghỉ bù)');
});

test('an applicant’s input is text, and while the directory is down only names are missing', async () => {
  const { text, status } = await get(desk().app, `/dossiers/${id}`);
  expect(status).toBe(200);
  expect(text).not.toContain('<img src=x');
});

test('what the applicant did is named as theirs, never by their id', async () => {
  const applicant = { ...registered.applicant, kind: 1 as const, personId: 'official-8' };
  const { text } = await get(
    desk({ dossier: { ...registered, applicant } as Dossier }).app,
    `/dossiers/${id}`,
  );
  expect(text).toContain('· Người nộp');
  expect(text).not.toContain('official-8');
});

test('permitted acts are links, the others are grey with their reason', async () => {
  const { text } = await get(desk().app, `/dossiers/${id}`);
  expect(text).toContain(`href="/dossiers/${id}/actions/accept"`);
  expect(text).not.toContain(`href="/dossiers/${id}/actions/release"`);
  expect(text).toContain('Tài khoản của bạn không có quyền làm việc này');
  expect(text).toContain('Hồ sơ không chờ bổ sung giấy tờ.');
});

test('the dossier as it was on a day is marked, leaves out what came later, and offers no acts', async () => {
  const { app, asked } = desk();
  const { text } = await get(app, `/dossiers/${id}?as_of=2026-11-21T08:00`);
  expect(asked.at(-1)?.asOf).toEqual(new Date('2026-11-21T01:00:00Z'));
  expect(text).toContain('không phải hiện tại');
  expect(text).not.toContain('<strong>Rút hồ sơ</strong>');
  expect(text).not.toContain('/actions/accept');
});

test('an invalid moment is reported at its field', async () => {
  expect((await get(desk().app, `/dossiers/${id}?as_of=2026-02-31T08:00`)).text).toContain(
    'phải là ngày giờ',
  );
});

test('a dossier is accepted once, at the revision shown', async () => {
  const { app, accepted } = desk();
  const form = { request_id: '0198c0de-0000-7000-8000-0000000000ff', revision: '3' };
  const first = await post(app, `/dossiers/${id}/actions/accept`, form);
  expect([first.status, first.headers.location]).toEqual([303, `/dossiers/${id}?done=accept&position=1`]);
  await post(app, `/dossiers/${id}/actions/accept`, form);
  expect(accepted).toEqual([
    { requestId: form.request_id, expectedRevision: 3n },
    { requestId: form.request_id, expectedRevision: 3n },
  ]);
});

test('a refusal without reason or ground names both fields and calls no service', async () => {
  const { status, text } = await post(desk().app, `/dossiers/${id}/actions/refuse`, {
    reason: '',
    legal_ground: ' ',
  });
  expect(status).toBe(422);
  expect(text).toContain('href="#reason"');
  expect(text).toContain('href="#legal_ground"');
});

test('a dossier is handed over to a unit while nobody there is named', async () => {
  const { app, handedOver } = desk();
  const form = { agency_id: registered.holderAgencyId, official_id: '', revision: '3' };
  expect((await post(app, `/dossiers/${id}/actions/hand-over`, form)).status).toBe(303);
  expect(handedOver).toEqual([{ agencyId: registered.holderAgencyId, officialId: undefined }]);
});

test('papers are received only where one is ticked or written', async () => {
  const form = { papers_received: ['', ''], papers: '', revision: '3' };
  const { status, text } = await post(desk().app, `/dossiers/${id}/actions/supply`, form);
  expect([status, text.includes('href="#papers"')]).toEqual([422, true]);
});

test('if somebody acted meanwhile the official sees what, and the input is kept', async () => {
  const { app } = desk({ fails: refused(10, 'REVISION_STALE') });
  const { status, text } = await post(app, `/dossiers/${id}/actions/accept`, {
    promised: '2026-12-01T08:00',
    revision: '3',
    request_id: '0198c0de-0000-7000-8000-0000000000fe',
  });
  expect(status).toBe(409);
  expect(text).toContain('<strong>Rút hồ sơ</strong>');
  expect(text).not.toContain('<strong>Nộp hồ sơ</strong>');
  expect(text).toContain('value="2026-12-01T08:00"');
  expect(text).toContain('Có người vừa xử lý hồ sơ này');
});

test('a refusal by the service is explained in words, with what to do', async () => {
  const { status, text } = await post(
    desk({ fails: refused(9, 'DUE_TIME_NEEDED') }).app,
    `/dossiers/${id}/actions/accept`,
    { revision: '3' },
  );
  expect([status, text.includes('hãy nhập thời điểm hẹn trả')]).toEqual([422, true]);
});

test('an act that does not exist is not found', async () => {
  expect((await get(desk().app, `/dossiers/${id}/actions/delete`)).status).toBe(404);
});

test('before acceptance the counter requests papers, after it the specialist does', async () => {
  const link = `href="/dossiers/${id}/actions/request-supplement"`;
  expect((await get(desk().app, `/dossiers/${id}`)).text).toContain(link);
  expect(
    (
      await get(
        desk({ dossier: { ...registered, state: DossierState.DOSSIER_STATE_IN_PROGRESS } }).app,
        `/dossiers/${id}`,
      )
    ).text,
  ).not.toContain(link);
});

test('the counter renews a slip and goes on to print it; whoever does not receive cannot', async () => {
  const { app, renewed } = desk();
  const { headers } = await post(app, `/dossiers/${id}/actions/renew-slip`, { revision: '3' });
  expect(headers.location).toBe(`/counter/receipts/${id}`);
  expect(renewed).toMatchObject([{ dossierId: id, expectedRevision: 3n }]);
  const reader = desk({ user: { ...official, permissions: ['dossier.read', 'dossier.submit'] } });
  const { text } = await get(reader.app, `/dossiers/${id}`);
  expect(text).not.toContain(`/dossiers/${id}/actions/renew-slip`);
});

test('while another authority is asked, resuming is the only act', async () => {
  const user = {
    ...official,
    permissions: ['dossier.read', 'dossier.examine', 'dossier.release', 'dossier.decide'],
  };
  const { text } = await get(
    desk({
      user,
      dossier: { ...registered, state: DossierState.DOSSIER_STATE_IN_PROGRESS, pausedFor: 'third-party' },
    }).app,
    `/dossiers/${id}`,
  );
  expect(text).toContain(`href="/dossiers/${id}/actions/resume"`);
  for (const action of ['release', 'extend', 'suspend', 'request-payment', 'request-supplement'])
    expect(text).not.toContain(`href="/dossiers/${id}/actions/${action}"`);
});

test('a result is not released while a step is open, and the page says so', async () => {
  const user = { ...official, permissions: ['dossier.read', 'dossier.release'] };
  const { text } = await get(
    desk({
      user,
      dossier: { ...registered, state: DossierState.DOSSIER_STATE_IN_PROGRESS, currentStepId: 'B2' },
    }).app,
    `/dossiers/${id}`,
  );
  expect(text).not.toContain(`href="/dossiers/${id}/actions/release"`);
});

test('the timeline names who acted and why, as text', async () => {
  const { text } = await get(desk().app, `/dossiers/${id}`);
  expect(text).toContain('Lê Hai');
  expect(text).toContain('Đổi &lt;b&gt;ý&lt;/b&gt;');
});

test('the page after an act waits for that act', async () => {
  const { app, asked } = desk();
  await get(app, `/dossiers/${id}?done=accept&position=77`);
  expect(asked[0]?.minPosition).toBe(77n);
});

test('the payment shown is waived once, however often the form is sent', async () => {
  const user = { ...official, permissions: ['dossier.read', 'dossier.pay'] };
  const payment = {
    paymentId: '0198c0de-0000-7000-8000-0000000000bb',
    amount: 50_000n,
    description: 'Lệ phí',
  };
  const { app, asked, confirmed } = desk({
    user,
    dossier: { ...registered, state: DossierState.DOSSIER_STATE_PAYMENT_REQUESTED, payments: [payment] },
  });
  const { status } = await post(app, `/dossiers/${id}/actions/confirm-payment`, {
    payment_outcome: 'waived',
    amount: '50.000',
    revision: '3',
  });
  expect(status).toBe(303);
  expect(asked[0]?.asOfRevision).toBe(3n);
  expect(confirmed).toEqual([
    expect.objectContaining({ paymentId: payment.paymentId, outcome: 2, amount: 50_000n }),
  ]);
  expect(
    (await post(app, `/dossiers/${id}/actions/confirm-payment`, { payment_outcome: 'stolen', amount: '1' }))
      .text,
  ).toContain('href="#payment_outcome"');
});

test('an invalid dossier id is not found, and an empty code leads back to the desk', async () => {
  expect((await get(desk().app, '/dossiers/..%2F..%2Fx')).status).toBe(404);
  expect((await get(desk().app, '/find?code=')).headers.location).toBe('/desk');
  expect((await get(desk().app, '/find?code=tt-0001')).headers.location).toBe(`/dossiers/${id}`);
});

test('papers are requested by name and in words, all at once, and at least one', async () => {
  const { app, supplements } = desk();
  const none = await post(app, `/dossiers/${id}/actions/request-supplement`, {
    reason: 'Chưa đủ',
    revision: '3',
  });
  expect([none.status, none.text.includes('href="#defects"'), supplements.length]).toEqual([422, true, 0]);
  await post(app, `/dossiers/${id}/actions/request-supplement`, {
    papers_missing: 'GT1',
    defects: 'Bản vẽ mờ\r\n',
    reason: 'Chưa đủ',
    revision: '3',
  });
  expect(supplements).toEqual([
    expect.objectContaining({
      defects: [
        { paperId: 'GT1', description: 'Chưa đủ' },
        { paperId: undefined, description: 'Bản vẽ mờ' },
      ],
      expectedRevision: 3n,
    }),
  ]);
});
