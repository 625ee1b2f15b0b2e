import { DAY_MS } from '@egov/chassis/domain';
import type { Logger } from '@egov/chassis/application';
import { limitsOn } from '../domain/limits.ts';
import type { ObjectStore } from './ports.ts';
import { sweepUploads } from './sweep-uploads.ts';

type Deps = Readonly<{
  objects: ObjectStore;
  logger: Pick<Logger, 'info'>;
  fail: (error: unknown) => void;
}>;

/** Removes uploads begun too long ago, now and every day; returns a stop function. */
export async function sweepDaily({ objects, logger, fail }: Deps): Promise<() => void> {
  const sweep = async () => {
    const { unfinishedDays } = limitsOn(new Date().toISOString().slice(0, 10));
    const count = await sweepUploads(objects, Date.now() - unfinishedDays * DAY_MS);
    if (count > 0) logger.info({ count }, 'old uploads were removed');
  };
  await sweep();
  const daily = setInterval(() => void sweep().catch(fail), DAY_MS);
  return () => clearInterval(daily);
}
