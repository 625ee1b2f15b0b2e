import { expect, test } from '@jest/globals';
import { FORMAT } from '../storage/records.ts';
import { Consumer } from './consumer.ts';
import type { Strategy } from './group-settings.ts';
import { messageOf, type Message } from './message.ts';
import { dispatchOf } from './strategies.ts';
import { WaitingMessages } from './waiting-messages.ts';

let made = 0;
const message = (stream: string, place: number): Message => {
  made += 1;
  const id = Buffer.alloc(16);
  id.writeUInt32BE(made);
  return messageOf(
    {
      event: {
        position: place,
        stream,
        revision: place,
        id,
        type: 'A',
        format: FORMAT.json,
        created: 0,
        metadata: Buffer.alloc(0),
        data: Buffer.alloc(0),
      },
      link: undefined,
    },
    place,
  );
};

const consumer = (bufferSize: number, take: (place: number) => unknown): Consumer =>
  new Consumer(
    {
      name: '',
      from: '',
      user: '',
      bufferSize,
      deliver: ({ place }) => {
        take(place ?? -1);
        return undefined;
      },
      drop: () => undefined,
    },
    () => undefined,
  );

function crew(strategy: Strategy, size: number, buffer: number) {
  const dispatch = dispatchOf(strategy);
  const got = Array.from({ length: size }, (): number[] => []);
  const consumers = got.map((mine) => consumer(buffer, (place) => mine.push(place)));
  for (const consumer of consumers) dispatch.add(consumer);
  const deliver = (one: Message): boolean => {
    const consumer = dispatch.choose(one);
    consumer?.deliver(one);
    return consumer !== undefined;
  };
  return { dispatch, got, consumers, deliver };
}

test('round robin alternates and skips consumers that are full', () => {
  const { got, deliver } = crew('RoundRobin', 2, 2);
  const delivered = [1, 2, 3, 4, 5].map((place) => deliver(message('s', place)));
  expect([got, delivered]).toEqual([
    [
      [1, 3],
      [2, 4],
    ],
    [true, true, true, true, false],
  ]);
});

test('dispatch to single uses the next consumer only when the first is full', () => {
  const { got, deliver } = crew('DispatchToSingle', 2, 2);
  for (const place of [1, 2, 3]) deliver(message('s', place));
  expect(got).toEqual([[1, 2], [3]]);
});

test('pinned keeps a stream with its consumer for as long as that has messages of it', () => {
  const { got, dispatch, deliver } = crew('Pinned', 2, 10);
  for (const place of [1, 2, 3]) deliver(message('one', place));
  const holder = got.findIndex((mine) => mine.length > 0);
  const others = Array.from({ length: 5 }, () => consumer(10, () => undefined));
  for (const other of others) dispatch.add(other);
  deliver(message('one', 4));
  expect(got[holder]).toEqual([1, 2, 3, 4]);
});

test('a message that nobody can take is overtaken only by other streams', () => {
  const waiting = new WaitingMessages();
  waiting.add([message('full', 1), message('full', 2), message('free', 3)]);
  const taken: number[] = [];
  waiting.offer(true, ({ resolved, place }) => {
    if (resolved.event?.stream === 'full') return false;
    taken.push(place ?? -1);
    return true;
  });
  expect([taken, waiting.fresh]).toEqual([[3], 2]);
});

test('retried messages come first, in their own order', () => {
  const waiting = new WaitingMessages();
  waiting.add([message('s', 9)]);
  for (const place of [5, 3, 4]) waiting.retry([message('s', place)]);
  const taken: number[] = [];
  waiting.offer(false, ({ place }) => taken.push(place ?? -1) > 0);
  expect(taken).toEqual([3, 4, 5, 9]);
});
