import { describe, expect, test } from '@jest/globals';
import * as directory from '@egov/proto/egov/directory/events/v1/directory_events';
import { receivedEvent } from '../../testing/received-event.ts';
import type { ReceivedMessage } from './cloud-event.ts';
import { policy } from './policy.ts';
import { ignore, send } from './reaction.ts';
import { checkPolicies, withCommands } from './start-policies.ts';

const dissolved = (successorIds: string[]): ReceivedMessage =>
  receivedEvent(directory, 'AgencyDissolved', { agencyId: 'ward-1', successorIds }, { revision: 3 });

const handOver = policy('hand_over_at_dissolution', {
  from: directory,
  on: {
    AgencyDissolved: ({ agencyId, successorIds: [heir] }, { revision }) =>
      heir === undefined ? [ignore('nobody succeeds')] : [send('handOver', { agencyId, heir, revision })],
  },
});

test('a policy reads the message of its event and returns its decision as data', () => {
  expect(handOver.from).toBe('directory');
  expect(handOver.react?.(dissolved(['ward-2']))).toEqual([
    { kind: 'send', command: 'handOver', input: { agencyId: 'ward-1', heir: 'ward-2', revision: 3 } },
  ]);
  expect(handOver.react?.(dissolved([]))).toEqual([{ kind: 'ignore', reason: 'nobody succeeds' }]);
});

test('an event of another type is skipped', () => {
  expect(handOver.react?.(receivedEvent(directory, 'AgencyRenamed', {}))).toEqual([]);
});

test('bytes that are not such a message are refused permanently', () => {
  expect(() => handOver.react?.({ ...dissolved([]), data: Uint8Array.of(0xff) })).toThrow(
    expect.objectContaining({ kind: 'invalid', reason: 'EVENT_NOT_READABLE' }) as unknown as Error,
  );
});

test('a policy that only rereads has no durable consumer', () => {
  const calendarChanged = policy('calendar_changed', { from: directory, rereads: ['CalendarChanged'] });
  expect(calendarChanged.react).toBeUndefined();
  expect(calendarChanged.rereads?.('egov.directory.events.v1.CalendarChanged')).toBe(true);
  expect(calendarChanged.rereads?.('egov.directory.events.v1.AgencyRenamed')).toBe(false);
});

test('commands are those that policies send, each with its input', () => {
  const commands = { handOver: async ({ heir }: Readonly<{ heir: string }>) => heir };
  expect(withCommands([handOver], commands)).toEqual({ policies: [handOver], commands });
  // @ts-expect-error: handOver is missing.
  withCommands([handOver], {});
  // @ts-expect-error: handOver is not sent a number.
  withCommands([handOver], { handOver: async (input: number) => input });
});

test('a policy over a service that the list does not let it hear, or follow, is refused', () => {
  const listed = { service: 'files', hears: ['egov.directory.>'], follows: { [handOver.name]: 'directory' } };
  expect(() => checkPolicies([handOver], listed)).not.toThrow();
  expect(() => checkPolicies([handOver], { ...listed, hears: ['egov.files.>'] })).toThrow(
    'hand_over_at_dissolution hears directory: name the subjects in what files hears',
  );
  expect(() => checkPolicies([handOver], { ...listed, follows: {} })).toThrow(
    'hand_over_at_dissolution sends commands: name it, with directory, in what files follows',
  );
});

describe('an invalid policy is refused when its module is loaded', () => {
  test('an event that the service does not have', () => {
    const on = { AgencyPainted: () => [] };
    // @ts-expect-error: it has no such event.
    expect(() => policy('p', { from: directory, on })).toThrow('There is no public event AgencyPainted.');
  });

  test('a name that no durable consumer may have', () => {
    expect(() => policy('Hand over', { from: directory })).toThrow(
      'The name of a policy must be lower-case words: Hand over',
    );
  });

  test('a module that has no public events', () => {
    expect(() => policy('p', { from: { protobufPackage: 'egov.directory.v1' } })).toThrow(
      'egov.directory.v1 has no public events',
    );
  });
});
