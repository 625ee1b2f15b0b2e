import { randomBytes } from 'node:crypto';
import { rpcErrors } from '../grpc/rpc-error.ts';
import { EXPECTED, FORMAT, STORE_ACCOUNT } from '../storage/records.ts';
import type { Store } from '../storage/store.ts';
import type { GroupEntry } from './group-settings.ts';

const CONFIG_STREAM = '$persistentSubscriptionConfig';
const CONFIG_VERSION = '2';

/** It is written as a whole with every change. */
const MAX_CONFIG = 1024 * 1024;

interface Config {
  readonly version: string;
  readonly updated: string;
  readonly entries: readonly GroupEntry[];
}

/** The existing groups, kept as the last event of a system stream. */
export function loadGroups({ reader }: Store): readonly GroupEntry[] {
  const last = reader.head(CONFIG_STREAM)?.last ?? -1;
  const event = last < 0 ? undefined : reader.streamBackwards(CONFIG_STREAM, last, last, 1)[0];
  if (event === undefined) return [];
  const config: Config = JSON.parse(Buffer.from(event.data).toString('utf8'));
  return config.entries.map((entry) => ({
    ...entry,
    settings: { ...entry.settings, filter: entry.settings.filter },
  }));
}

export async function saveGroups(store: Store, entries: readonly GroupEntry[]): Promise<void> {
  const config: Config = { version: CONFIG_VERSION, updated: new Date().toISOString(), entries };
  const data = Buffer.from(JSON.stringify(config));
  if (data.length > MAX_CONFIG) throw rpcErrors.tooManyGroups(MAX_CONFIG);
  const event = {
    id: randomBytes(16),
    type: '$PersistentConfig',
    format: FORMAT.json,
    data,
    metadata: Buffer.alloc(0),
  };
  const result = await store.write({
    kind: 'append',
    stream: CONFIG_STREAM,
    expected: EXPECTED.any,
    events: [event],
    account: STORE_ACCOUNT,
  });
  if (result.kind !== 'done') throw new Error(`The groups could not be stored: ${result.kind}`);
}
