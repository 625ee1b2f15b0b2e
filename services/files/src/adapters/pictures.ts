import sharp from 'sharp';
import { fewAtOnce } from '../application/few-at-once.ts';
import type { Pictures } from '../application/ports.ts';
import { refusal } from '../domain/reasons.ts';

const AT_ONCE = 2;
const BOUND_SECONDS = 20;
/** At 90 a scan looks as it did, and stays about as large. */
const JPEG_QUALITY = 90;

// Of what the library can open, all but the two accepted types stays closed, whatever a file says it is.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer'] });
sharp.cache(false);
sharp.concurrency(1);

/** Draws pictures anew by libvips. */
export function pictures(): Pictures {
  const inTurn = fewAtOnce(AT_ONCE);
  return {
    redraw: (bytes, mediaType, maxPixels) =>
      inTurn(async () => {
        const picture = sharp(bytes, { limitInputPixels: false, failOn: 'error', sequentialRead: true });
        const { width, height } = await readable(picture.metadata());
        if (width * height > maxPixels) throw refusal('PICTURE_TOO_LARGE', { max: maxPixels });
        // Turned as its metadata says, as these are dropped with the place and the camera.
        const turned = picture.autoOrient().timeout({ seconds: BOUND_SECONDS });
        const drawn = mediaType === 'image/png' ? turned.png() : turned.jpeg({ quality: JPEG_QUALITY });
        return readable(drawn.toBuffer());
      }),
  };
}

async function readable<Answer>(work: Promise<Answer>): Promise<Answer> {
  try {
    return await work;
  } catch (error) {
    throw refusal('FILE_DAMAGED', { found: (error as Error).message.slice(0, 200) }, { cause: error });
  }
}
