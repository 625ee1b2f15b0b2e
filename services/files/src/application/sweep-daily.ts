import type { Logger } from '@egov/chassis/runtime';
import { limitsOn } from '../domain/limits.ts';
import type { FileStore } from './ports.ts';

const DAY_MS = 86_400_000;

type Deps = Readonly<{
  store: Pick<FileStore, 'sweep'>;
  logger: Pick<Logger, 'info'>;
  fail: (error: unknown) => void;
}>;

/** Removes uploads that were begun too long ago, now and every day; returns how to stop that. */
export async function sweepDaily({ store, logger, fail }: Deps): Promise<() => void> {
  const sweep = async () => {
    const { unfinishedDays } = limitsOn(new Date().toISOString().slice(0, 10));
    const count = await store.sweep(new Date(Date.now() - unfinishedDays * DAY_MS).toISOString());
    if (count > 0) logger.info({ count }, 'old uploads are removed');
  };
  await sweep();
  const daily = setInterval(() => void sweep().catch(fail), DAY_MS);
  return () => clearInterval(daily);
}
