import { expect, test } from '@jest/globals';
import { agenciesOn, referenceProvince } from './mod.ts';

const { agencies, staff, calendar, procedures } = referenceProvince();
const byId = new Map(agencies.map((agency) => [agency.id, agency]));
const on = (day: string, kind: string) => agenciesOn(agencies, day).filter((agency) => agency.kind === kind);

const QCVN102 = /^\d{3}\.\d{2}\.\d{2}\.H44$/;
const QD20 = /^H44(\.\d{2}){0,4}$/;

test('the seed has twenty units of department level, sixteen departments, thirteen districts', () => {
  const day = '2019-11-29';
  expect(on(day, 'department')).toHaveLength(16);
  expect(agenciesOn(agencies, day).filter(({ level }) => level === 'department')).toHaveLength(20);
  expect(on(day, 'district')).toHaveLength(13);
});

test.each([
  ['2019-11-29', 277],
  ['2020-06-01', 225],
  ['2025-02-01', 207],
  ['2025-07-01', 148],
])('on %s there are %i communes', (day, count) => {
  expect(on(day, 'commune')).toHaveLength(count);
});

test('districts end with June 2025, and each names communes that took over', () => {
  expect(on('2025-07-01', 'district')).toHaveLength(0);
  for (const district of on('2025-06-30', 'district')) {
    expect(district.successorIds.length).toBeGreaterThan(0);
    for (const id of district.successorIds) expect(byId.get(id)?.level).toBe('commune');
  }
});

test('every agency stands under one that comes before it and exists as long as it does', () => {
  const seen = new Set<string>();
  for (const agency of agencies) {
    if (agency.parentId !== null) expect(seen.has(agency.parentId)).toBe(true);
    const last = [{ parentId: agency.parentId, from: agency.establishedOn }, ...agency.moves].at(-1);
    const above = byId.get(last?.parentId ?? '')?.dissolvedOn ?? null;
    if (above !== null) expect((agency.dissolvedOn ?? '9999') <= above).toBe(true);
    seen.add(agency.id);
  }
});

test('ids are unique, and successors exist', () => {
  expect(byId.size).toBe(agencies.length);
  for (const { successorIds } of agencies) for (const id of successorIds) expect(byId.has(id)).toBe(true);
});

test('codes have the shape of their scheme, and no two agencies share one on any day', () => {
  const spans = new Map<string, { from: string; until: string }[]>();
  for (const { codes, dissolvedOn } of agencies) {
    for (const { scheme, code, from } of codes) {
      if (scheme !== 'GSO') expect(code).toMatch(scheme === 'QCVN102' ? QCVN102 : QD20);
      const key = `${scheme} ${code}`;
      const span = { from, until: dissolvedOn ?? '9999-12-31' };
      for (const other of spans.get(key) ?? [])
        expect(span.from > other.until || span.until < other.from).toBe(true);
      spans.set(key, [...(spans.get(key) ?? []), span]);
    }
  }
});

test('at least 220 distinct real procedures, their codes of the national shape', () => {
  expect(new Set(procedures.map(({ code }) => code)).size).toBe(procedures.length);
  expect(procedures.length).toBeGreaterThanOrEqual(220);
  for (const { code } of procedures) expect(code).toMatch(/^\d\.\d{6}$/);
  expect(procedures.filter(({ solvedInProvince }) => solvedInProvince).length).toBeGreaterThanOrEqual(60);
});

test('every fee is whole đồng, every duration positive, every case of a channel named apart', () => {
  for (const { channels } of procedures) {
    expect(new Set(channels.map(({ channel }) => channel)).size).toBe(channels.length);
    for (const { cases } of channels) {
      expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
      for (const { fee, duration } of cases) {
        if (fee !== null) expect(Number.isSafeInteger(fee) && fee >= 0).toBe(true);
        if (duration !== null) expect(duration.amount).toBeGreaterThan(0);
      }
    }
  }
});

test('working days, calendar days, hours and no number at all occur among the durations', () => {
  const units = procedures.flatMap(({ channels }) =>
    channels.flatMap(({ cases }) => cases.map(({ duration }) => duration?.unit ?? 'none')),
  );
  for (const unit of ['working-days', 'calendar-days', 'working-hours', 'none'])
    expect(units).toContain(unit);
});

test('a clock policy that is not the default comes from the source, and four of the five occur', () => {
  const policies = procedures.flatMap(({ supplement }) => [supplement.clock, supplement.thirdParty]);
  for (const policy of ['exclude-resume', 'restart', 'start-when-complete', 'exclude-third-party'])
    expect(policies).toContain(policy);
  for (const { supplement } of procedures)
    if (supplement.clock !== 'exclude-resume') expect(supplement.basis).toBe('source');
});

test('birth registration is a same-day procedure with its cut-off at three in the afternoon', () => {
  const birth = procedures.find(({ code }) => code === '1.001193');
  expect(birth).toMatchObject({
    name: 'Thủ tục đăng ký khai sinh',
    sameDayCutoff: '15:00',
    field: 'Hộ tịch',
  });
});

test('steps share the working time of the whole and never take more', () => {
  for (const { steps, channels } of procedures) {
    expect(steps.map(({ id }) => id)).toEqual(['receive', 'examine', 'appraise', 'sign', 'release']);
    const whole = channels[0]?.cases[0]?.duration ?? null;
    const hours = steps.reduce((sum, { duration }) => sum + (duration?.amount ?? 0), 0);
    const given = (whole?.amount ?? 0) * (whole?.unit === 'working-days' ? 8 : 1);
    if (whole?.unit === 'working-days' || whole?.unit === 'working-hours')
      expect(hours).toBeLessThanOrEqual(Math.max(given, 1.25));
    else expect(hours).toBe(0);
  }
});

test('about sixty made-up officials, an account and an appointment each, a leader a department', () => {
  expect(staff.length).toBeGreaterThanOrEqual(55);
  expect(new Set(staff.map(({ username }) => username)).size).toBe(staff.length);
  expect(new Set(staff.map(({ subject }) => subject)).size).toBe(staff.length);
  for (const { name, agencyId } of staff) {
    expect(name).toMatch(/ Mẫu /);
    expect(byId.has(agencyId)).toBe(true);
  }
  for (const { id } of on('2026-11-23', 'department')) {
    expect(staff.filter((member) => member.agencyId === id && member.roles.includes('leader'))).toHaveLength(
      1,
    );
  }
});

test('each procedure is assigned to an agency that has a specialist or counter officer', () => {
  for (const { agencyId } of procedures) {
    expect(
      staff.some(
        (member) =>
          member.agencyId === agencyId &&
          member.roles.some((role) => role === 'specialist' || role === 'counter'),
      ),
    ).toBe(true);
  }
});

test('holidays of 2019 to 2027 lie each in its year, and announced years have their swapped days', () => {
  expect(calendar.years.map(({ year }) => year)).toEqual([
    2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027,
  ]);
  expect(calendar.years.flatMap(({ days }) => days)).toEqual(calendar.days);
  expect(calendar.days.find(({ kind }) => kind === 'makeup')).toMatchObject({
    date: '2025-04-26',
    asWeekday: 5,
  });
  expect(calendar.days.map(({ date }) => date)).toEqual(
    expect.arrayContaining(['2025-05-02', '2026-02-16', '2026-04-27', '2026-11-24', '2023-09-04']),
  );
});
