import { DAY_MS } from '@egov/chassis/domain';
import type { Logger } from '@egov/chassis/application';
import { limitsOn } from '../domain/limits.ts';
import { fileUses } from './file-uses.ts';
import type { ObjectStore } from './ports.ts';
import type { StoreRoom } from './store-room.ts';
import { sweepStore } from './sweep-store.ts';

type Deps = Readonly<{
  objects: ObjectStore;
  room: StoreRoom;
  logger: Pick<Logger, 'info'>;
  fail: (error: unknown) => void;
}>;

/** Removes what waited too long, and measures the store, now and every day; returns a stop function. */
export async function sweepDaily({ objects, room, logger, fail }: Deps): Promise<() => void> {
  const uses = fileUses(objects);
  const sweep = async () => {
    const { unfinishedDays, waitingDays } = limitsOn(new Date().toISOString().slice(0, 10));
    const { uploads, files, bytes } = await sweepStore(objects, uses, {
      unfinished: Date.now() - unfinishedDays * DAY_MS,
      waiting: Date.now() - waitingDays * DAY_MS,
    });
    room.measured(bytes);
    const count = uploads + files;
    if (count > 0) logger.info({ count }, 'uploads and files that nobody submitted were removed');
  };
  await sweep();
  const daily = setInterval(() => void sweep().catch(fail), DAY_MS);
  return () => clearInterval(daily);
}
