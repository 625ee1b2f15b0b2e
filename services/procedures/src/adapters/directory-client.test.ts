import { agencyId, officialId } from '@egov/chassis/domain';
import { fakeClients } from '@egov/chassis/testing';
import type { CallContext } from '@egov/chassis/application';
import { cachedAsking, CallFailed } from '@egov/chassis/grpc';
import { systemContext } from '@egov/chassis/runtime';
import { entryOf } from '@egov/platform';
import { beforeEach, expect, test } from '@jest/globals';
import type { Directory } from '../application/ports.ts';
import { directoryClient, keptOfDirectory } from './directory-client.ts';

const context: CallContext = systemContext({
  service: 'procedures',
  requestId: 'r',
  correlation: 'c',
  clock: () => '2026-07-06T02:15:00.000Z',
});
const unit = agencyId('0197a1c0-0000-7000-8000-00000000001a');
const DAY = '2026-07-06';

const UNAVAILABLE = 14;
const NOT_FOUND = 5;
const hours = [{ validFromDay: '2019-01-01', hours: [{ weekday: 1, opens: '07:00', closes: '11:30' }] }];

let failsWith: typeof UNAVAILABLE | typeof NOT_FOUND | undefined;
let unitFields: Readonly<{ establishedOn?: string; dissolvedOn?: string }>;
let minPositions: (bigint | undefined)[];
let correlations: (string | undefined)[];
let servesIn: readonly string[];
let asked: number;
let answers: ReturnType<typeof cachedAsking>;
let directory: Directory;

const responding = async <Answer>(answer: Answer): Promise<Answer> => {
  if (failsWith !== undefined) throw new CallFailed('/directory', { code: failsWith, details: '' });
  return answer;
};

beforeEach(() => {
  failsWith = undefined;
  unitFields = {};
  servesIn = [];
  asked = 0;
  minPositions = [];
  correlations = [];
  answers = cachedAsking(keptOfDirectory);
  const clients = fakeClients(entryOf('procedures').asks, {
    calendars: {
      getWorkingCalendar: async ({ minPosition }, settings) => {
        minPositions.push(minPosition);
        correlations.push(settings?.context?.correlation);
        return responding({ version: 'v', timeZone: 'Asia/Ho_Chi_Minh', hours });
      },
    },
    agencies: { getAgency: async () => responding({ agency: { ...unitFields, allCodes: [] } }) },
    staff: {
      findStaffMemberBySubject: async () => {
        asked += 1;
        return responding({ staffMember: { appointments: servesIn.map((agencyId) => ({ agencyId })) } });
      },
    },
  });
  directory = directoryClient(clients, answers);
});

test('a calendar is fetched once, and after a change with the position of the change', async () => {
  await directory.calendar(context);
  await directory.calendar(context);
  answers.changed(7n);
  await directory.calendar({ ...context, correlation: 'another' });
  expect(minPositions).toEqual([undefined, 7n]);
  expect(correlations).toEqual(['c', 'another']);
});

test('a cached calendar is used while the directory does not respond', async () => {
  const known = await directory.calendar(context);
  failsWith = UNAVAILABLE;
  answers.changed();
  expect(await directory.calendar(context)).toBe(known);
});

test.each([
  ['calendar', UNAVAILABLE, 'DIRECTORY_UNAVAILABLE'],
  ['calendar', NOT_FOUND, 'DIRECTORY_UNAVAILABLE'],
  ['unit', UNAVAILABLE, 'DIRECTORY_UNAVAILABLE'],
  ['unit', NOT_FOUND, 'UNIT_CODE_MALFORMED'],
  ['unit', undefined, 'UNIT_CODE_MALFORMED'],
  ['receiver', UNAVAILABLE, 'DIRECTORY_UNAVAILABLE'],
  ['receiver', NOT_FOUND, 'UNIT_UNKNOWN'],
] as const)('a %s that cannot be fetched (%s) is refused as %s', async (asked, code, reason) => {
  failsWith = code;
  const ask = {
    calendar: () => directory.calendar(context),
    unit: () => directory.unitCode(unit, DAY, context),
    receiver: () => directory.ensureUnit(unit, DAY, context),
  }[asked];
  await expect(ask()).rejects.toMatchObject({ reason });
});

test.each([
  ['that stands', { establishedOn: '1997-01-01' }, undefined],
  ['on its last day', { dissolvedOn: DAY }, undefined],
  ['not yet established', { establishedOn: '2026-07-07' }, 'UNIT_UNKNOWN'],
  ['dissolved before', { dissolvedOn: '2026-07-05' }, 'UNIT_UNKNOWN'],
] as const)('whether a unit %s may receive a dossier', async (_, fields, reason) => {
  unitFields = fields;
  const asked = directory.ensureUnit(unit, DAY, context);
  if (reason === undefined) await asked;
  else await expect(asked).rejects.toMatchObject({ reason });
});

test('an official of the unit is asked about once, anybody else each time', async () => {
  const minh = officialId('minh');
  for (const where of [[], ['elsewhere']]) {
    servesIn = where;
    await expect(directory.ensureOfficial(minh, unit, DAY, context)).rejects.toMatchObject({
      reason: 'OFFICIAL_NOT_THERE',
    });
  }
  servesIn = [unit];
  await directory.ensureOfficial(minh, unit, DAY, context);
  await directory.ensureOfficial(minh, unit, DAY, context);
  expect(asked).toBe(3);
  failsWith = NOT_FOUND;
  await expect(directory.ensureOfficial(officialId('x'), unit, DAY, context)).rejects.toMatchObject({
    reason: 'OFFICIAL_NOT_THERE',
  });
  failsWith = UNAVAILABLE;
  await expect(directory.ensureOfficial(officialId('x'), unit, DAY, context)).rejects.toMatchObject({
    reason: 'DIRECTORY_UNAVAILABLE',
  });
});
