import { randomBytes } from 'node:crypto';
import { PAGE_BYTES } from '../storage/reader.ts';
import { EXPECTED, FORMAT, STORE_ACCOUNT, metastreamOf, type ProposedEvent } from '../storage/records.ts';
import type { Store } from '../storage/store.ts';
import { LINK_TYPE } from '../subscriptions/resolve-link.ts';
import { ALL_STREAM, checkpointStream, keyOf, parkedStream, type GroupEntry } from './group-settings.ts';
import { messageOf, type Message } from './message.ts';

const NOTHING = Buffer.alloc(0);
const ADMINS_ONLY = { $r: '$admins', $w: '$admins', $d: '$admins', $mr: '$admins', $mw: '$admins' };

const record = (type: string, format: number, data: string, metadata: string = ''): ProposedEvent => ({
  id: randomBytes(16),
  type,
  format,
  data: Buffer.from(data),
  metadata: metadata === '' ? NOTHING : Buffer.from(metadata),
});

/**
 * What a group stores: its checkpoint and its parked messages. Both are streams of the log, under the real
 * server's names.
 */
export class GroupRecords {
  readonly #store: Store;
  readonly #stream: string;
  readonly #checkpoints: string;
  readonly parked: string;

  constructor(store: Store, { stream, group }: Pick<GroupEntry, 'stream' | 'group'>) {
    this.#store = store;
    this.#stream = stream;
    this.#checkpoints = checkpointStream(keyOf(stream, group));
    this.parked = parkedStream(keyOf(stream, group));
  }

  async #append(stream: string, event: ProposedEvent): Promise<void> {
    const result = await this.#store.write({
      kind: 'append',
      stream,
      expected: EXPECTED.any,
      events: [event],
      account: STORE_ACCOUNT,
    });
    if (result.kind !== 'done') throw new Error(`${stream} could not be written: ${result.kind}`);
  }

  /** The position up to which everything was processed; undefined before the first checkpoint. */
  checkpoint(): number | undefined {
    const window = this.#store.reader.window(this.#checkpoints);
    const event =
      window === undefined
        ? undefined
        : this.#store.reader.streamBackwards(this.#checkpoints, window.to, window.from, 1)[0];
    if (event === undefined) return undefined;
    const value: unknown = JSON.parse(Buffer.from(event.data).toString('utf8'));
    return Number(/\d+/u.exec(String(value))?.[0] ?? 0);
  }

  async saveCheckpoint(place: number): Promise<void> {
    if (this.#store.reader.head(metastreamOf(this.#checkpoints)) === undefined) {
      await this.#append(
        metastreamOf(this.#checkpoints),
        record('$metadata', FORMAT.json, JSON.stringify({ $maxCount: 2, $acl: ADMINS_ONLY })),
      );
    }
    const value = this.#stream === ALL_STREAM ? `C:${place}/P:${place}` : String(place);
    await this.#append(
      this.#checkpoints,
      record('$SubscriptionCheckpoint', FORMAT.json, JSON.stringify(value)),
    );
  }

  async park({ resolved, place }: Message, reason: string): Promise<void> {
    const { event, link } = resolved;
    const target =
      event !== undefined
        ? `${event.revision}@${event.stream}`
        : Buffer.from(link?.data ?? NOTHING).toString('utf8');
    const metadata = { added: new Date().toISOString(), reason, subscriptionEventNumber: place ?? -1 };
    await this.#append(this.parked, record(LINK_TYPE, FORMAT.binary, target, JSON.stringify(metadata)));
  }

  parkedCount(): number {
    const window = this.#store.reader.window(this.parked);
    return window === undefined ? 0 : Math.max(0, window.to - window.from + 1);
  }

  /** The revision after the last parked message. */
  parkedEnd(): number {
    return (this.#store.reader.window(this.parked)?.to ?? -1) + 1;
  }

  /** Takes the next parked messages before a revision of the parked stream; they are hidden from then on. */
  async takeParked(before: number, most: number): Promise<Message[]> {
    const { reader } = this.#store;
    const window = reader.window(this.parked);
    if (window === undefined) return [];
    const messages: Message[] = [];
    let bytes = 0;
    let next = window.from;
    for (const link of reader.streamForwards(this.parked, window.from, before - 1, most)) {
      if (bytes >= PAGE_BYTES) break;
      const message = messageOf({ event: reader.linked(link), link }, null);
      messages.push(message);
      bytes += message.bytes;
      next = link.revision + 1;
    }
    if (messages.length === 0) return [];
    await this.#append(
      metastreamOf(this.parked),
      record('$metadata', FORMAT.json, JSON.stringify({ $tb: next, $acl: ADMINS_ONLY })),
    );
    return messages;
  }

  async remove(): Promise<void> {
    for (const stream of [this.#checkpoints, this.parked]) {
      if (this.#store.reader.window(stream) === undefined) continue;
      await this.#store.write({
        kind: 'delete',
        stream,
        expected: EXPECTED.any,
        hard: false,
        account: STORE_ACCOUNT,
      });
    }
  }
}
