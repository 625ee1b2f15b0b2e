import { expect, test } from '@jest/globals';
import type { ReceivedMessage } from './cloud-event.ts';
import { messageOrder } from './message-order.ts';

const event = (revision: number, previous?: number): ReceivedMessage => ({
  id: `e${revision}`,
  type: 't',
  subject: 's',
  aggregateId: 'loan',
  revision,
  previous,
  position: BigInt(revision),
  time: '',
  occurred: '',
  correlation: '',
  importId: undefined,
  data: Buffer.from(''),
});
const ordering = ({ parked = false, inherited = false, oneAtATime = false } = {}) =>
  messageOrder({ holds: async () => parked, inherited: async () => inherited, oneAtATime });

test('the first event of an aggregate waits for nothing', async () => {
  expect(await ordering({ parked: true, inherited: true }).turnOf(event(0))).toBe('now');
});

test('an event waits while the one before it is retried', async () => {
  const order = ordering();
  order.trying(event(0));
  expect(await order.turnOf(event(3, 0))).toBe('later');
  order.settled(event(0));
  expect(await order.turnOf(event(3, 0))).toBe('now');
});

test('an event whose predecessor is parked is parked too', async () => {
  expect(await ordering({ parked: true }).turnOf(event(3, 0))).toBe('parked');
});

test('after a start, messages in flight of the previous process come first', async () => {
  expect(await ordering({ inherited: true }).turnOf(event(3, 0))).toBe('later');
  expect(await ordering({ inherited: true, oneAtATime: true }).turnOf(event(3, 0))).toBe('now');
});

test('a predecessor that is not subscribed to is not waited for', async () => {
  expect(await ordering().turnOf(event(7, 5))).toBe('now');
});
