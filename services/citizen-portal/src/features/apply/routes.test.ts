import { expect, test } from '@jest/globals';
import { Dossier, DossierState } from '@egov/proto/egov/procedures/v1/dossier';
import { memoryPersonNotes } from '@egov/chassis/web';
import { Procedure } from '@egov/proto/egov/procedures/v1/procedure';
import request from 'supertest';
import { appFor } from '../../test-support/app.ts';

const id = '0198c0de-0000-7000-8000-000000000001';
const citizen = {
  subject: '0198c0de-0000-7000-8000-00000000000c',
  username: 'congdan01',
  name: 'Trần Thị Bình',
  permissions: ['dossier.submit', 'dossier.read'],
  agencies: [],
};
const whole = {
  _csrf: 'csrf',
  name: 'Trần Thị Bình',
  phone: '0912345678',
  papers: 'p1',
  agreed: 'yes',
  request_id: '0198c0de-0000-7000-8000-0000000000ff',
};

function portal({ user, code }: { user?: typeof citizen; code?: string } = {}) {
  const sent: object[] = [];
  const notes = memoryPersonNotes();
  const app = appFor({
    ...(user === undefined ? {} : { user }),
    services: {
      notes,
      catalogue: {
        getProcedure: async () => ({
          procedure: Procedure.fromPartial({
            procedureId: id,
            current: {
              terms: {
                name: 'Cấp phép',
                papers: [
                  { paperId: 'p1', name: 'Đơn đề nghị', originals: 1, required: true },
                  { paperId: 'p2', name: 'Giấy ủy quyền', copies: 1 },
                ],
                channels: [{ channel: 2, cases: [{}] }],
              },
            },
          }),
        }),
      },
      intake: {
        submitDossier: async (application) => {
          sent.push(application);
          return { dossierId: id, revision: 0n, position: 1n, state: 1 as const, temporaryId: 'TT-1' };
        },
      },
      follow: { getFollowSecret: async () => ({ secret: '7Q2M-X0RB-9KTE' }) },
      dossierQueries: {
        getDossier: async () => ({
          dossier: Dossier.fromPartial({
            dossierId: id,
            temporaryId: 'TT-1',
            procedureName: 'Cấp phép',
            ...(code === undefined ? {} : { code, state: DossierState.DOSSIER_STATE_IN_PROGRESS }),
          }),
        }),
      },
    },
  });
  return {
    app,
    sent,
    notes,
    post: (form: object) =>
      request(app).post(`/apply/${id}`).type('form').set('accept-language', 'vi').send(form),
  };
}

test('an applicant logs in first and comes back to the form', async () => {
  expect((await request(portal().app).get(`/apply/${id}`)).headers.location).toBe(
    `/auth/login?return=%2Fapply%2F${id}`,
  );
});

test('the form is the procedure’s own, with the name already known', async () => {
  const { text } = await request(portal({ user: citizen }).app)
    .get(`/apply/${id}`)
    .set('accept-language', 'vi');
  for (const said of ['Đơn đề nghị', 'Giấy ủy quyền (nếu có)', 'value="Trần Thị Bình"'])
    expect(text).toContain(said);
});

test('wrong fields are named, and the input stays', async () => {
  const { post, sent } = portal({ user: citizen });
  const { status, text } = await post({ ...whole, phone: 'abc"><script>', agreed: '' });
  expect(status).toBe(422);
  expect(text).toContain('Số điện thoại chưa đúng');
  expect(text).toContain('Hãy cam đoan');
  expect(text).toContain('value="abc&quot;&gt;&lt;script&gt;"');
  expect(sent).toEqual([]);
});

test('a required paper that is missing is named', async () => {
  expect((await portal({ user: citizen }).post({ ...whole, papers: 'p2' })).text).toContain(
    'Thiếu giấy tờ bắt buộc: Đơn đề nghị',
  );
});

test('an application is reviewed before it is submitted', async () => {
  const { post, sent } = portal({ user: citizen });
  const { text } = await post(whole);
  expect(text).toContain('Kiểm tra trước khi nộp');
  expect(sent).toEqual([]);
});

test('an application is submitted in the applicant’s name, and sent twice has one key', async () => {
  const { post, sent } = portal({ user: citizen });
  const answer = await post({ ...whole, step: 'submit' });
  await post({ ...whole, step: 'submit' });
  expect(answer.headers.location).toBe(`/applied/${id}`);
  expect(sent[0]).toMatchObject({
    requestId: whole.request_id,
    applicant: { personId: citizen.subject, name: 'Trần Thị Bình' },
    components: [{ paperId: 'p1', originals: 1 }],
  });
  expect(sent[1]).toEqual(sent[0]);
});

test('the slip shows the temporary id as text and as a QR code', async () => {
  const { text } = await request(portal({ user: citizen }).app)
    .get(`/applied/${id}`)
    .set('accept-language', 'vi');
  expect(text).toContain('<strong>TT-1</strong>');
  expect(text).toContain('<svg');
});

test('the slip of an accepted dossier, renewed, has its code and what comes next now', async () => {
  const { text } = await request(portal({ user: citizen, code: 'H44.03-261130-0002' }).app)
    .get(`/applied/${id}`)
    .set('accept-language', 'vi');
  expect(text).toContain('<strong>H44.03-261130-0002</strong>');
  expect(text).toContain('Cơ quan giải quyết hồ sơ');
  expect(text).not.toContain('TT-1');
  expect(text).not.toContain('cấp mã chính thức');
});

test('uploaded papers are on the form, and among what is reviewed', async () => {
  const { app, notes, post } = portal({ user: citizen });
  await notes.put(citizen.subject, 'papers', id, [
    { paperId: 'p1', fileName: 'don <b>.pdf', at: Date.now() },
  ]);
  const uploaded = 'Đã tải lên: don &lt;b&gt;.pdf';
  expect((await request(app).get(`/apply/${id}`).set('accept-language', 'vi')).text).toContain(uploaded);
  const { text } = await post({ ...whole, papers: '' });
  expect(text).toContain('Kiểm tra trước khi nộp');
  expect(text).toContain(uploaded);
});
