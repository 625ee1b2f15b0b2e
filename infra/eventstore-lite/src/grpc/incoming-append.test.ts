import { expect, test } from '@jest/globals';
import { shared, streams } from '../protocol.ts';
import { IncomingAppend, IncomingMemory } from './incoming-append.ts';

function event(bytes: number): InstanceType<typeof streams.AppendReq.ProposedMessage> {
  const message = new streams.AppendReq.ProposedMessage()
    .setId(new shared.UUID().setString('11111111-1111-4111-8111-111111111111'))
    .setData(Buffer.alloc(bytes));
  message.getMetadataMap().set('type', 'DossierReceived').set('content-type', 'application/json');
  return message;
}

test('an append has no more events than the writer takes at once', () => {
  const append = new IncomingAppend(new IncomingMemory());
  const small = event(0);
  for (let count = 0; count < 20_000; count += 1) append.add(small);
  expect(() => append.add(small)).toThrow('an append has at most 20000 events');
});

test('appends that are still coming in share a memory, which is free again when they leave', () => {
  const memory = new IncomingMemory();
  const [first, second] = [new IncomingAppend(memory), new IncomingAppend(memory)];
  const large = event(1024 * 1024);
  for (let count = 0; count < 64; count += 1) first.add(large);
  expect(() => second.add(large)).toThrow('Server Is Too Busy');
  first.leave();
  first.leave();
  expect(memory.bytes).toBe(0);
  second.add(large);
});
