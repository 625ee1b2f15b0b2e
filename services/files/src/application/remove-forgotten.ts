import type { KeyStore, Logger } from '@egov/chassis/application';
import type { ObjectStore } from './ports.ts';

type Deps = Readonly<{
  objects: ObjectStore;
  keys: Pick<KeyStore, 'watchForgotten'>;
  logger: Pick<Logger, 'warn'>;
}>;

/**
 * Removes the files of forgotten persons; returns a stop function. They became unreadable with the key: this
 * only frees space, so a failure may leave them. A merely missing key removes nothing: a restore brings the
 * files back before the keys.
 */
export function removeForgotten({ objects, keys, logger }: Deps): () => void {
  const remove = async (personId: string): Promise<void> => {
    for (const place of ['uploads', 'files'])
      for await (const { name } of objects.list(`${place}/${personId}/`)) await objects.remove(name);
  };
  return keys.watchForgotten((personId) => {
    remove(personId).catch((error: unknown) =>
      logger.warn({ err: error }, 'the unreadable files of a forgotten person could not be removed'),
    );
  });
}
