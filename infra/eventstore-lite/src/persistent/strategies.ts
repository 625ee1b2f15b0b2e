import { hash } from 'node:crypto';
import { originalOf } from '../wire/read-response.ts';
import { LINK_TYPE } from '../subscriptions/resolve-link.ts';
import type { Consumer } from './consumer.ts';
import type { Strategy } from './group-settings.ts';
import type { Message } from './message.ts';

/** Chooses the consumer of a message; none when all that may have it are full. */
export interface Dispatch {
  add(consumer: Consumer): void;
  remove(consumer: Consumer): void;
  choose(message: Message): Consumer | undefined;
  /** A message left its consumer, for whatever reason. */
  settled(message: Message): void;
  /** Whether a message nobody can take may be overtaken by later ones. */
  readonly overtakes: boolean;
}

const BUCKETS = 1024;

/** One after the other, or one until it is full and then the next. */
function queueOf(rotate: boolean): Dispatch {
  const consumers: Consumer[] = [];
  return {
    overtakes: false,
    add: (consumer) => {
      consumers.push(consumer);
    },
    remove: (consumer) => {
      consumers.splice(consumers.indexOf(consumer), 1);
    },
    settled: () => undefined,
    choose() {
      for (let tried = 0; tried < consumers.length; tried += 1) {
        const consumer = consumers[0];
        if (consumer === undefined) return undefined;
        const free = consumer.slots > 0;
        if (rotate || !free) consumers.push(...consumers.splice(0, 1));
        if (free) return consumer;
      }
      return undefined;
    },
  };
}

/** The stream a message is about: for a link, the one it points into. */
function sourceOf({ resolved }: Message): string {
  const original = originalOf(resolved);
  if (resolved.event !== undefined)
    return resolved.event.type === LINK_TYPE ? linkTarget(resolved.event.data) : resolved.event.stream;
  return original.type === LINK_TYPE ? linkTarget(original.data) : original.stream;
}

const linkTarget = (data: Uint8Array): string =>
  Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('utf8').split('@').slice(1).join('@');

/** Messages of one stream go to one consumer for as long as it holds any of them. */
function pinned(): Dispatch {
  const consumers = new Map<Consumer, string>();
  const buckets = new Map<number, { consumer: Consumer; held: number }>();
  const bucketOf = (message: Message): number =>
    Number.parseInt(hash('sha1', sourceOf(message), 'hex').slice(0, 8), 16) % BUCKETS;
  // Rendezvous hashing: when consumers come and go, only the buckets that must move do.
  const preferred = (bucket: number): Consumer | undefined => {
    let best: { consumer: Consumer; score: string } | undefined;
    for (const [consumer, salt] of consumers) {
      const score = hash('sha1', `${salt}:${bucket}`, 'hex');
      if (best === undefined || score > best.score) best = { consumer, score };
    }
    return best?.consumer;
  };
  let joined = 0;
  return {
    overtakes: true,
    add(consumer) {
      joined += 1;
      consumers.set(consumer, `${joined}`);
    },
    remove(consumer) {
      consumers.delete(consumer);
      for (const [bucket, holder] of buckets) if (holder.consumer === consumer) buckets.delete(bucket);
    },
    choose(message) {
      const bucket = bucketOf(message);
      const holder = buckets.get(bucket);
      const consumer = holder?.consumer ?? preferred(bucket);
      if (consumer === undefined || consumer.slots === 0) return undefined;
      buckets.set(bucket, { consumer, held: (holder?.held ?? 0) + 1 });
      return consumer;
    },
    settled(message) {
      const bucket = bucketOf(message);
      const holder = buckets.get(bucket);
      if (holder === undefined) return;
      if (holder.held <= 1) buckets.delete(bucket);
      else buckets.set(bucket, { ...holder, held: holder.held - 1 });
    },
  };
}

export const dispatchOf = (strategy: Strategy): Dispatch =>
  strategy === 'Pinned' ? pinned() : queueOf(strategy === 'RoundRobin');

/** Messages that must not overtake each other share this. */
export const orderKey = (message: Message): string => sourceOf(message);
