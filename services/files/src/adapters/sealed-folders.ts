import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { KeyStore } from '@egov/chassis/application';
import { assertPersonId } from '@egov/chassis/runtime';
import type { ObjectStore, PersonFolders } from '../application/ports.ts';
import { refusal } from '../domain/reasons.ts';

const FORMAT = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const OVERHEAD = 1 + NONCE_BYTES + TAG_BYTES;

/**
 * Seals every object with AES-256-GCM under its person's key. The object's full name is authenticated too, so
 * that nobody with write access to the store can pass one piece, file or person off as another.
 */
export const sealedFolders =
  (objects: ObjectStore, keys: Pick<KeyStore, 'keyFor' | 'find'>): PersonFolders =>
  (place, personId) => {
    assertPersonId(personId);
    const folder = `${place}/${personId}/`;
    return {
      put: async (name, bytes) =>
        objects.put(folder + name, seal(await keys.keyFor(personId), folder + name, bytes)),
      async get(name) {
        const sealed = await objects.get(folder + name);
        const key = sealed && (await keys.find([personId])).get(personId);
        return sealed && key && unseal(key, folder + name, sealed);
      },
      async *list(prefix = '') {
        for await (const { name, size, changedAt } of objects.list(folder + prefix))
          yield { name: name.slice(folder.length), size: size - OVERHEAD, changedAt };
      },
      remove: (name) => objects.remove(folder + name),
    };
  };

function seal(key: Uint8Array, name: string, bytes: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(name));
  return Buffer.concat([Buffer.of(FORMAT), nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

function unseal(key: Uint8Array, name: string, sealed: Buffer): Buffer {
  try {
    if (sealed[0] !== FORMAT) throw new TypeError(`Unknown format ${sealed[0]} of a sealed object.`);
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    })
      .setAAD(Buffer.from(name))
      .setAuthTag(sealed.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(1 + NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  } catch (cause) {
    throw refusal('CONTENT_DAMAGED', {}, { cause });
  }
}
