import { setTimeout as pause } from 'node:timers/promises';
import { type KV, Kvm } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/transport-node';
import { LEASE_MS } from '@egov/platform';
import { wroteFirst } from './broker-errors.ts';

// Another holder takes over within about the time of a lease.
const RENEWED_EVERY_MS = LEASE_MS / 3;
const ASKED_EVERY_MS = 1_000;
const BUCKET = 'leases';

/**
 * Work that one process at a time does, of all that compete for it. A lease avoids double work; it is not a
 * fence.
 */
export type LeaseOptions = Readonly<{
  nats: NatsConnection;
  name: string;
  holder: string;
  /** Does the work until the signal aborts; if it ends earlier, the lease is released and requested again. */
  work: (signal: AbortSignal) => Promise<void>;
  failed: (error: unknown) => void;
}>;

/** Acquires the lease, works while it lasts, and repeats until stopped. */
export const holdLease = (
  options: LeaseOptions,
): Readonly<{ stop: () => Promise<void>; held: () => boolean }> => {
  const ending = new AbortController();
  let held = false;
  const run = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      try {
        const bucket = await leases(options.nats);
        const revision = await acquired(bucket, options);
        if (revision !== undefined) {
          held = true;
          await working(bucket, revision, options, ending.signal);
        }
      } catch (error) {
        if (!ending.signal.aborted) options.failed(error);
      }
      held = false;
      await patiently(ASKED_EVERY_MS, ending.signal);
    }
  };
  const running = run();
  return {
    held: () => held,
    stop: async () => {
      ending.abort();
      await running;
    },
  };
};

const leases = (nats: NatsConnection): Promise<KV> => new Kvm(nats).open(BUCKET, { allow_direct: true });

/** Pauses, at most until the signal aborts. */
export const patiently = async (milliseconds: number, signal: AbortSignal): Promise<void> => {
  await pause(milliseconds, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
};

const acquired = async (bucket: KV, { name, holder }: LeaseOptions): Promise<number | undefined> => {
  try {
    return await bucket.create(name, holder);
  } catch (error) {
    if (wroteFirst(error)) return undefined;
    throw error;
  }
};

const working = async (
  bucket: KV,
  acquiredAs: number,
  { name, holder, work }: LeaseOptions,
  stopped: AbortSignal,
): Promise<void> => {
  const lost = new AbortController();
  const signal = AbortSignal.any([lost.signal, stopped]);
  let revision = acquiredAs;
  let renewedAt = performance.now();
  let renewing = false;
  const renew = async (): Promise<void> => {
    renewing = true;
    try {
      revision = await bucket.update(name, holder, revision);
      renewedAt = performance.now();
    } catch (error) {
      // Any other failure passes, or lasts until the lease has run out.
      if (wroteFirst(error)) lost.abort(error);
    } finally {
      renewing = false;
    }
  };
  const timer = setInterval(() => {
    if (performance.now() - renewedAt > LEASE_MS) lost.abort(new Error('The lease could not be renewed'));
    else if (!renewing) void renew();
  }, RENEWED_EVERY_MS);
  try {
    await work(signal);
  } finally {
    clearInterval(timer);
    if (!lost.signal.aborted) await bucket.delete(name, { previousSeq: revision });
  }
};
