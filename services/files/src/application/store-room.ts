import { refusal } from '../domain/reasons.ts';
import { MEBIBYTE } from '../domain/limits.ts';

/**
 * How full the store is: as measured by each sweep, with what this process received since. Other processes
 * are not seen until the next, so a store should have room for a day's uploads beyond its limit.
 */
export type StoreRoom = Readonly<{
  measured: (bytes: number) => void;
  received: (bytes: number) => void;
  /** Throws exhausted STORE_FULL if there is no room for so many bytes. */
  ensure: (bytes: number) => void;
}>;

export function storeRoom(maxBytes: number): StoreRoom {
  let used = 0;
  return {
    measured: (bytes) => {
      used = bytes;
    },
    received: (bytes) => {
      used += bytes;
    },
    ensure: (bytes) => {
      if (used + bytes > maxBytes)
        throw refusal('STORE_FULL', {
          usedMebibytes: Math.ceil(used / MEBIBYTE),
          maxMebibytes: Math.floor(maxBytes / MEBIBYTE),
        });
    },
  };
}
