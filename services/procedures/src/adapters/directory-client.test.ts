import { agencyId } from '@egov/chassis/domain';
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
let minPositions: (bigint | undefined)[];
let correlations: (string | undefined)[];
let answers: ReturnType<typeof cachedAsking>;
let directory: Directory;

const responding = async <Answer>(answer: Answer): Promise<Answer> => {
  if (failsWith !== undefined) throw new CallFailed('/directory', { code: failsWith, details: '' });
  return answer;
};

beforeEach(() => {
  failsWith = undefined;
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
    agencies: { getAgency: async () => responding({ agency: { allCodes: [] } }) },
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
] as const)('a %s that cannot be fetched (%s) is refused as %s', async (asked, code, reason) => {
  failsWith = code;
  const refused = asked === 'calendar' ? directory.calendar(context) : directory.unitCode(unit, DAY, context);
  await expect(refused).rejects.toMatchObject({ reason });
});
