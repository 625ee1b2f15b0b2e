import { expect, test } from '@jest/globals';
import { CallFailed } from '@egov/chassis/grpc';
import { PersonDatum } from '@egov/proto/egov/person/v1/person_service';
import { PersonFile } from '@egov/proto/egov/files/v1/file_service';
import request from 'supertest';
import { appFor } from '../../test-support/app.ts';

const LAN = '0198c0de-0000-4000-8000-00000000001a';
const administrator = {
  subject: 'a1',
  username: 'quantri',
  name: 'Quản Trị',
  permissions: ['person.read', 'person.forget'],
  agencies: ['*'],
};

const missing = () => {
  throw new CallFailed('/egov.person.v1.PersonService/ListPersonData', { code: 5, details: 'no' });
};

function office(user = administrator) {
  const sent: object[] = [];
  let forgotten = false;
  const app = appFor({
    user,
    services: {
      dossierQueries: {
        findPerson: async (asked) => {
          sent.push(asked);
          if (asked.code === 'H44-0' || asked.idNumber === '000000000000') return missing();
          return { personId: LAN };
        },
      },
      files: {
        listPersonFiles: async () => ({
          files: [PersonFile.fromPartial({ fileRef: 'sha256:0f', mediaType: 'application/pdf', size: 9n })],
          objects: 2,
        }),
      },
      persons: {
        directory: { listPersonData: async () => missing() },
        procedures: {
          listPersonData: async ({ pageToken }) => ({
            data: forgotten
              ? []
              : [
                  PersonDatum.fromPartial({
                    record: 'dossier:0198c0de-0000-7000-8000-00000000d055',
                    eventType: 'MessageWritten',
                    field: 'text',
                    value: 'Bao giờ <b>xong</b>?',
                    recordedAt: new Date('2026-11-20T01:00:00Z'),
                  }),
                  PersonDatum.fromPartial({
                    record: 'dossier:0198c0de-0000-7000-8000-00000000d055',
                    eventType: 'DossierImported',
                    field: 'components.0.fileName',
                    value: 'don.pdf',
                  }),
                  PersonDatum.fromPartial({
                    record: 'dossier:0198c0de-0000-7000-8000-00000000d055',
                    eventType: 'DossierImported',
                    field: 'attributes.dossierYear',
                    value: '2012',
                  }),
                ],
            nextPageToken: pageToken === undefined && !forgotten ? 'next' : undefined,
          }),
          forgetPerson: async (asked) => {
            sent.push(asked);
            forgotten = true;
            return { revision: 0n, position: 7n };
          },
        },
      },
    },
  });
  return { app, sent };
}

const get = (app: Parameters<typeof request>[0], path: string) =>
  request(app).get(path).set('accept-language', 'vi');
const post = (app: Parameters<typeof request>[0], path: string, form: object) =>
  request(app)
    .post(path)
    .type('form')
    .set('accept-language', 'vi')
    .send({ _csrf: 'csrf', ...form });

test('a person is found by dossier or number, and the number is in no address', async () => {
  const { app, sent } = office();
  expect((await post(app, '/personal-data', { code: '', id_number: ' ' })).status).toBe(422);
  const { headers } = await post(app, '/personal-data', { code: 'h44-1', id_number: '079085001234' });
  expect(headers.location).toBe(`/personal-data/procedures/${LAN}`);
  expect(sent).toEqual([{ code: 'H44-1', idNumber: '079085001234' }]);
});

test('who is not found is said at the field that was filled in, and the input stays', async () => {
  const { app } = office();
  for (const [field, value, why] of [
    ['code', 'h44-0', 'Không có hồ sơ nào mang mã này'],
    ['id_number', '000000000000', 'Không có ai nộp hồ sơ tại quầy'],
  ] as const) {
    const { status, text } = await post(app, '/personal-data', { [field]: value });
    expect([status, text.includes(why), text.includes(`href="#${field}"`)]).toEqual([422, true, true]);
    expect(text).toContain(`value="${value}"`);
  }
});

test('all that is held is shown as text, by pages, with the files', async () => {
  const { text } = await get(office().app, `/personal-data/procedures/${LAN}`);
  for (const part of ['Bao giờ &lt;b&gt;xong&lt;/b&gt;?', 'Trao đổi', 'application/pdf', '?page=next'])
    expect(text).toContain(part);
});

test('records, acts and fields have names; an attribute of an imported history keeps its own', async () => {
  const { text } = await get(office().app, `/personal-data/procedures/${LAN}`);
  for (const name of ['Hồ sơ', 'Chuyển từ hệ thống cũ', 'Tên tệp', '>dossierYear<'])
    expect(text).toContain(name);
  for (const code of ['dossier:', 'components.', 'attributes.']) expect(text).not.toContain(code);
});

test('a person is forgotten on a ground and a tick, and the page says what is left to do', async () => {
  const { app, sent } = office();
  const path = `/personal-data/procedures/${LAN}`;
  for (const form of [{ reason: 'Luật 91/2025/QH15' }, { sure: 'yes' }])
    expect((await post(app, `${path}/forget`, form)).status).toBe(422);
  expect(sent).toEqual([]);
  const { headers } = await post(app, `${path}/forget`, { reason: 'Luật 91/2025/QH15', sure: 'yes' });
  expect(headers.location).toBe(`${path}?done=yes&position=7`);
  expect(sent).toMatchObject([{ personId: LAN, reason: 'Luật 91/2025/QH15' }]);
  const { text } = await get(app, String(headers.location));
  for (const part of ['Không còn nội dung nào', 'còn 2 phần lưu trữ', `forget-account ${LAN}`])
    expect(text).toContain(part);
});

test.each([
  ['nobody with person.read', [], 403, 403],
  ['who may see but not forget', ['person.read'], 200, 403],
])('%s', async (_, permissions, seen, forgot) => {
  const { app, sent } = office({ ...administrator, permissions });
  const path = `/personal-data/procedures/${LAN}`;
  expect((await get(app, '/personal-data')).status).toBe(seen);
  expect((await get(app, path)).status).toBe(seen);
  expect((await post(app, `${path}/forget`, { reason: 'Luật', sure: 'yes' })).status).toBe(forgot);
  expect(sent).toEqual([]);
});

test('a person of another agency, of no service, or of no id, is not found', async () => {
  const { app } = office();
  for (const person of [`directory/${LAN}`, `files/${LAN}`, 'procedures/x'])
    expect((await get(app, `/personal-data/${person}`)).status).toBe(404);
});
