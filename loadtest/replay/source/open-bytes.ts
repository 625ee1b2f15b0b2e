import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline, Writable } from 'node:stream';
import { pipeline as whole } from 'node:stream/promises';
import { constants, createGunzip } from 'node:zlib';

/**
 * Reads the bytes of a file, decompressed when it is gzip. A broken archive yields everything before the
 * break, then throws.
 */
export async function* openBytes(path: string): AsyncGenerator<Buffer> {
  if (!(await isGzip(path))) {
    yield* createReadStream(path);
    return;
  }
  // A truncated archive yields what it has, instead of an error that overtakes the decompressed bytes.
  const gunzip = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH });
  pipeline(createReadStream(path), gunzip, () => undefined);
  yield* gunzip;
  const nowhere = new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });
  await whole(createReadStream(path), createGunzip(), nowhere);
}

async function isGzip(path: string): Promise<boolean> {
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
  return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
}
