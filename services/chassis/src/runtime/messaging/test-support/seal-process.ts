import * as directory from '@egov/proto/egov/directory/events/v1/directory_events';
import { type Command, type Decider, type Event, eventCatalogue } from '../../../domain/mod.ts';
import type { CallContext } from '../../context/call-context.ts';
import { commandHandler } from '../../event-log/command-handler.ts';
import type { EventLog } from '../../event-log/event-log.ts';
import { policy } from '../policy.ts';
import { send } from '../reaction.ts';

// A process over several events, as a service may have: an agency gets a seal with its name, a new one when
// it is renamed, and returns it when it is dissolved. The process's memory is the state of an aggregate.

export type SealEvent =
  | Event<'SealOrdered', { name: string }>
  | Event<'SealReturned', { name: string }>
  | Event<'AgencyClosed'>;

type SealCommand = Command<'OrderSeal', { name: string }> | Command<'Close'>;

type Seal = Readonly<{ phase: 'none' | 'closed' } | { phase: 'ordered'; name: string }>;

const decider: Decider<Seal, SealCommand, SealEvent> = {
  initial: { phase: 'none' },
  decide: ({ type, data }, state) => {
    // The dissolution may arrive before a rename that was parked.
    if (state.phase === 'closed') return [];
    const returned: readonly SealEvent[] =
      state.phase === 'ordered' ? [{ type: 'SealReturned', data: { name: state.name } }] : [];
    if (type === 'Close') return [...returned, { type: 'AgencyClosed', data: {} }];
    const { name } = data as Readonly<{ name: string }>;
    if (state.phase === 'ordered' && state.name === name) return [];
    return [...returned, { type: 'SealOrdered', data: { name } }];
  },
  evolve: (_, { type, data }) => {
    switch (type) {
      case 'SealOrdered':
        return { phase: 'ordered', name: data.name };
      case 'SealReturned':
        return { phase: 'none' };
      case 'AgencyClosed':
        return { phase: 'closed' };
    }
  },
};

const catalogue = eventCatalogue<SealEvent>({
  SealOrdered: { schema: 1 },
  SealReturned: { schema: 1 },
  AgencyClosed: { schema: 1 },
});

/** Stateless: each event becomes a command to the agency's process. */
export const keepSeals = policy('keep_seals', {
  from: directory,
  on: {
    AgencyEstablished: ({ agencyId, name }) => [send('orderSeal', { agencyId, name })],
    AgencyRenamed: ({ agencyId, name }) => [send('orderSeal', { agencyId, name })],
    AgencyDissolved: ({ agencyId }) => [send('close', { agencyId })],
  },
});

/** The use cases that the policy calls. */
export function sealCommands(log: EventLog) {
  const processes = commandHandler(log, { category: 'seals_seal', decider, catalogue });
  return {
    orderSeal: ({ agencyId, name }: Readonly<{ agencyId: string; name: string }>, context: CallContext) =>
      processes.handle({ id: agencyId, context, command: { type: 'OrderSeal', data: { name } } }),
    close: ({ agencyId }: Readonly<{ agencyId: string }>, context: CallContext) =>
      processes.handle({ id: agencyId, context, command: { type: 'Close', data: {} } }),
  };
}
