import { type Command, type Decider, type Event, eventCatalogue } from '../../../domain/mod.ts';
import { refuse } from '../../../domain/refusal.ts';
import { memoryKeyStore } from '../../keys/memory-key-store.ts';
import type { KeyStore } from '../../keys/key-store.ts';
import type { ChainKeys } from '../chain-keys.ts';
import type { CommandContext } from '../command-context.ts';
import { type EventLog, eventLogOver } from '../event-log.ts';
import type { StoreClient } from '../store-client.ts';
import { someChainKeys } from './chain-keys.ts';

/** A box at a counter: opened for a person, takes papers, is closed once. */
export type BoxEvent =
  | Event<'BoxOpened', { personId: string; name: string | null; office: string }>
  | Event<'PaperPut', { title: string }>
  | Event<'BoxClosed', Record<string, never>>;

export type BoxCommand =
  | Command<'OpenBox', { personId: string; name: string; office: string }>
  | Command<'PutPaper', { title: string; also?: string }>
  | Command<'CloseBox', Record<string, never>>;

export type Box = Readonly<{
  phase: 'none' | 'open' | 'closed';
  papers: number;
  office?: string;
  name?: string | null;
}>;

export const boxCatalogue = eventCatalogue<BoxEvent>({
  BoxOpened: { schema: 1, sealed: { name: 'personId' } },
  PaperPut: { schema: 1 },
  BoxClosed: { schema: 1 },
});

export const boxDecider: Decider<Box, BoxCommand, BoxEvent> = {
  initial: { phase: 'none', papers: 0 },
  decide: ({ type, data }, state) => {
    switch (type) {
      case 'OpenBox':
        return [{ type: 'BoxOpened', data }];
      case 'PutPaper':
        return putPaper(data, state);
      case 'CloseBox':
        return state.phase === 'closed' ? [] : [{ type: 'BoxClosed', data }];
    }
  },
  evolve: (state, event) => {
    switch (event.type) {
      case 'BoxOpened':
        return { ...state, phase: 'open', office: event.data.office, name: event.data.name };
      case 'PaperPut':
        return { ...state, papers: state.papers + 1 };
      case 'BoxClosed':
        return { ...state, phase: 'closed' };
    }
  },
};

function putPaper(
  { title, also }: Extract<BoxCommand, { type: 'PutPaper' }>['data'],
  { phase }: Box,
): BoxEvent[] {
  if (phase !== 'open') throw refuse('BOX_NOT_OPEN', { phase });
  return [title, ...(also === undefined ? [] : [also])].map((each) => ({
    type: 'PaperPut',
    data: { title: each },
  }));
}

export const LAN = '0197a1c0-0000-7000-8000-00000000001a';
export const NOW = '2026-01-05T02:00:00.000Z';

/** A call by an official, with the test's overrides. */
export const call = (requestId: string, changed: Partial<CommandContext> = {}): CommandContext => ({
  actor: { id: 'official', agencyId: 'ward-1' },
  requestId,
  requestHash: `hash of ${requestId}`,
  now: NOW,
  correlation: 'trace',
  ...changed,
});

export const openBox = {
  type: 'OpenBox',
  data: { personId: LAN, name: 'Nguyễn Thị Lan', office: 'ward-1' },
} as const;
export const putBirthCertificate = { type: 'PutPaper', data: { title: 'birth certificate' } } as const;

/** An alarm as passed to the logger. */
export type Alarm = Readonly<{ facts: object; message: string }>;

/** The keys of the boxes' service, the same in each of its replicas. */
export const BOX_KEYS = someChainKeys();

/** A log over a client, with a fixed clock. */
export function boxLog(
  client: StoreClient,
  {
    keys = memoryKeyStore(),
    chainKeys = BOX_KEYS,
    clock = () => NOW,
    alarms = [],
  }: { keys?: KeyStore; chainKeys?: ChainKeys; clock?: () => string; alarms?: Alarm[] } = {},
): EventLog {
  const logger = {
    info: () => undefined,
    warn: () => undefined,
    error: (facts: object, message: string) => void alarms.push({ facts, message }),
  };
  const settings = { service: 'trial', province: 'p01', epoch: '1' };
  return eventLogOver(client, { ...settings, keys, chainKeys, clock, logger });
}
