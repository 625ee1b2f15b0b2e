import { expect, test } from '@jest/globals';
import type { DeclareYearRequest } from '@egov/proto/egov/directory/v1/calendar_service';
import request from 'supertest';
import { appFor } from '../../test-support/app.ts';

const administrator = {
  subject: 'a1',
  username: 'quantri',
  name: 'Quản Trị',
  permissions: ['calendar.read', 'calendar.manage'],
  agencies: ['*'],
};

function office() {
  const declared: DeclareYearRequest[] = [];
  const app = appFor({
    user: administrator,
    services: {
      calendars: {
        getWorkingCalendar: async () => ({
          calendarId: 'province',
          version: 'v',
          timeZone: 'Asia/Ho_Chi_Minh',
          hours: [],
          announcedYears: [],
          revision: 4n,
          days: [{ day: '2026-01-01', kind: 1 as const, name: 'Tết Dương lịch' }],
        }),
        computeDueTime: async ({ draftYear }) => ({
          dueAt: new Date(draftYear === undefined ? '2026-09-01T02:00:00Z' : '2026-09-03T02:00:00Z'),
        }),
        declareYear: async (sent) => {
          declared.push(sent as DeclareYearRequest);
          return { revision: 5n, position: 9n };
        },
      },
    },
  });
  return {
    app,
    declared,
    send: (form: object) =>
      request(app)
        .post('/calendar/2026/edit')
        .type('form')
        .set('accept-language', 'vi')
        .send({ _csrf: 'csrf', revision: '4', legal_ground: '9441/TB-BNV', ...form }),
  };
}

test('a year shows its days off, and says that it was computed', async () => {
  const { text } = await request(office().app).get('/calendar?year=2026').set('accept-language', 'vi');
  for (const part of ['Tết Dương lịch', '01/01/2026', 'chưa có thông báo']) expect(text).toContain(part);
});

test('before a year is declared a preview shows which days change and what moves', async () => {
  const { declared, send } = office();
  const { text } = await send({
    off: '2026-01-01 Tết Dương lịch\r\n2026-08-31 Nghỉ hoán đổi <b>',
    makeup: '2026-08-22',
    step: 'preview',
  });
  for (const part of [
    '31/08/2026 Nghỉ hoán đổi &lt;b&gt;',
    '22/08/2026',
    'Làm bù',
    'Thời hạn dịch chuyển thế nào',
  ])
    expect(text).toContain(part);
  expect(declared).toEqual([]);
});

test('a declared year has all its days, by date, against the calendar shown', async () => {
  const { declared, send } = office();
  expect(
    (await send({ off: '2026-08-31 Nghỉ', makeup: '2026-08-22', step: 'declare' })).headers.location,
  ).toBe('/calendar?year=2026&done=yes');
  expect(declared).toMatchObject([
    {
      year: 2026,
      expectedRevision: 4n,
      legalGround: '9441/TB-BNV',
      days: [
        { day: '2026-08-22', kind: 2 },
        { day: '2026-08-31', kind: 1, name: 'Nghỉ' },
      ],
    },
  ]);
});

test.each([
  ['31-08-2026', 'Dòng 1: cần ngày dạng'],
  ['2026-02-30', 'Dòng 1: cần ngày dạng'],
  ['\n2025-01-01', 'Dòng 2: ngày thuộc năm khác'],
  ['2026-01-01\n2026-01-01', 'Dòng 2: ngày bị lặp lại'],
])('a wrong line is named: %j', async (off, said) => {
  const { send } = office();
  const { status, text } = await send({ off, step: 'declare' });
  expect([status, text.includes(said)]).toEqual([422, true]);
});
