import { expect, test } from '@jest/globals';
import { Agency } from '@egov/proto/egov/directory/v1/agency';
import {
  GetSatisfactionResponse,
  GetSettlementReportResponse,
  UnitFigures,
  type GetSettlementReportRequest,
} from '@egov/proto/egov/procedures/v1/statistics_service';
import request from 'supertest';
import { appFor } from '../../test-support/app.ts';

const justice = '0198c0de-0000-7000-8000-00000000000a';

function portal(report: Partial<GetSettlementReportResponse> = {}) {
  const asked: GetSettlementReportRequest[] = [];
  const unitCounts: object[] = [];
  const app = appFor({
    services: {
      statistics: {
        getSettlementReport: async (sent) => {
          asked.push(sent as GetSettlementReportRequest);
          return GetSettlementReportResponse.fromPartial(report);
        },
        listUnitFigures: async (sent) => {
          unitCounts.push(sent);
          return {
            units: [
              UnitFigures.fromPartial({
                agencyId: justice,
                receivedCount: 120,
                releasedInTimeCount: 9,
                releasedLateCount: 1,
                ratingCount: 4,
                satisfied: 0.75,
              }),
            ],
          };
        },
        getSatisfaction: async () =>
          GetSatisfactionResponse.fromPartial({ ratingCount: 8, satisfied: 0.875 }),
      },
      agencies: {
        listAgencies: async () => ({
          agencies: [Agency.fromPartial({ agencyId: justice, name: 'Sở Tư pháp <b>' })],
        }),
      },
    },
  });
  return { app, asked, unitCounts };
}

test('a month’s figures are shown, and each number leads to how it is counted', async () => {
  const { app, asked } = portal({
    receivedCount: 245,
    releasedEarlyCount: 90,
    releasedOnTimeCount: 6,
    releasedLateCount: 4,
  });
  const { text } = await request(app).get('/figures?month=2026-10').set('accept-language', 'vi');
  expect(asked[0]?.scope).toMatchObject({
    fromAt: new Date('2026-09-30T17:00:00Z'),
    beforeAt: new Date('2026-10-31T17:00:00Z'),
  });
  for (const said of ['96 %', '87,5 %', '245', '<a href="/figures/how#received">', '<svg'])
    expect(text).toContain(said);
});

test('each unit has its figures, and leads to its own month', async () => {
  const { app, asked } = portal();
  const { text } = await request(app).get('/figures?month=2026-10').set('accept-language', 'vi');
  for (const said of [
    'Sở Tư pháp &lt;b&gt;',
    '90 %',
    '75 % (4)',
    `/figures?month=2026-10&amp;unit=${justice}`,
  ])
    expect(text).toContain(said);
  const { text: own } = await request(app)
    .get(`/figures?month=2026-10&unit=${justice}`)
    .set('accept-language', 'vi');
  expect(own).toContain('Sở Tư pháp &lt;b&gt;, tháng 10/2026');
  expect(asked.at(-1)?.scope?.agencyId).toBe(justice);
});

test('a month without results has no share rather than a wrong one', async () => {
  expect((await request(portal().app).get('/figures').set('accept-language', 'vi')).text).toMatch(
    /<dd class="govuk-summary-list__value">–<\/dd>/u,
  );
});

test('the current month is counted up to now, so that nothing is overdue early', async () => {
  const { app, asked } = portal();
  await request(app).get('/figures');
  expect((asked[0]?.scope?.beforeAt?.getTime() ?? Infinity) - Date.now()).toBeLessThanOrEqual(0);
});

test('an invalid month is replaced by the current one', async () => {
  const { app, asked } = portal();
  await request(app).get('/figures?month=9999-99');
  expect((asked[0]?.scope?.beforeAt?.getTime() ?? 0) - Date.now()).toBeLessThan(32 * 86_400_000);
});

test('every number has its explanation', async () => {
  const { text } = await request(portal().app).get('/figures/how').set('accept-language', 'vi');
  for (const key of ['received', 'overdue', 'onTime', 'satisfied']) expect(text).toContain(`id="${key}"`);
});

test('figures are counted once a minute, however many ask for them, and for each unit apart', async () => {
  const { app, asked } = portal();
  const visit = (path: string) => request(app).get(path).expect(200);
  await Promise.all(Array.from({ length: 20 }, () => visit('/figures?month=2026-10')));
  await visit('/figures?month=2026-10');
  expect(asked).toHaveLength(1);
  await visit(`/figures?month=2026-10&unit=${justice}`);
  expect(asked).toHaveLength(2);
});

test('made-up units make nobody count anew', async () => {
  const { app, asked, unitCounts } = portal();
  for (let each = 10; each < 30; each += 1)
    await request(app)
      .get(`/figures?month=2026-10&unit=0198c0de-0000-7000-8000-0000000000${each}`)
      .expect(200);
  await request(app).get(`/figures?month=2026-10&unit=${justice}`).expect(200);
  expect(asked.map(({ scope }) => scope?.agencyId)).toEqual([undefined, justice]);
  expect(unitCounts).toHaveLength(1);
});
