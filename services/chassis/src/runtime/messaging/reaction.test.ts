import { expect, test } from '@jest/globals';
import type { CallContext } from '../context/call-context.ts';
import type { ReceivedMessage } from './cloud-event.ts';
import { carryOut, ignore, schedule, send } from './reaction.ts';

const message: ReceivedMessage = {
  id: 'e2b1f6f0-0000-4000-8000-000000000001',
  type: 'egov.lending.events.v1.BookLent',
  subject: 'egov.lending.loan.book_lent.v1',
  aggregateId: 'loan',
  revision: 0,
  previous: undefined,
  position: 1n,
  time: '2026-07-06T02:15:00.000Z',
  occurred: '2026-07-06T02:15:00.000Z',
  correlation: 'c',
  importId: undefined,
  data: Buffer.from(''),
};
const signal = new AbortController().signal;

const carriedOut = async (policy: string, times: number) => {
  const done: { what: unknown; context: CallContext }[] = [];
  const handle = carryOut({
    service: 'reminders',
    policy,
    clock: () => '2026-07-06T03:00:00.000Z',
    react: () => [ignore('not the first'), send('note', 'remind'), schedule('note', 'in a week')],
    commands: {
      note: async (what: string, context) => {
        done.push({ what, context });
      },
    },
  });
  for (let time = 0; time < times; time += 1) await handle(message, signal);
  return done;
};

test('reactions are carried out in order, caused by the event', async () => {
  const done = await carriedOut('remind_readers', 1);
  expect(done.map(({ what }) => what)).toEqual(['remind', 'in a week']);
  expect(done[0]?.context).toMatchObject({
    causation: message.id,
    correlation: 'c',
    now: '2026-07-06T03:00:00.000Z',
  });
});

test('an event delivered twice sends the same commands again, never others', async () => {
  const ids = (await carriedOut('remind_readers', 2)).map(({ context }) => context.requestId);
  expect(ids.slice(2)).toEqual(ids.slice(0, 2));
  expect(new Set(ids).size).toBe(2);
  expect((await carriedOut('count_readers', 1)).map(({ context }) => context.requestId)).not.toEqual(
    ids.slice(0, 2),
  );
});

test('a policy may only send commands of its service', async () => {
  const handle = carryOut({
    service: 'reminders',
    policy: 'p',
    clock: () => '',
    react: () => [schedule('remindIn', 'a week')],
    commands: {},
  });
  await expect(handle(message, signal)).rejects.toThrow(
    'The policy p sends remindIn, which is not a command of reminders.',
  );
});
