import type { KeyStore, Logger } from '@egov/chassis/application';
import type { ObjectStore } from './ports.ts';

type Deps = Readonly<{
  objects: ObjectStore;
  keys: Pick<KeyStore, 'watchForgotten'>;
  logger: Pick<Logger, 'warn'>;
}>;

/**
 * Removes what is kept of a person once they are forgotten; returns how to stop that. With the key it became
 * unreadable: this gives the place back, so what cannot be removed now may stay. A key that is merely absent
 * removes nothing: in a restore the files come before the keys.
 */
export function removeForgotten({ objects, keys, logger }: Deps): () => void {
  const remove = async (personId: string): Promise<void> => {
    for (const place of ['uploads', 'files'])
      for await (const { name } of objects.list(`${place}/${personId}/`)) await objects.remove(name);
  };
  return keys.watchForgotten((personId) => {
    remove(personId).catch((error: unknown) =>
      logger.warn({ err: error }, 'what a forgotten person left unreadable could not be removed'),
    );
  });
}
