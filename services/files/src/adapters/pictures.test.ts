import { expect, test } from '@jest/globals';
import sharp from 'sharp';
import { pictures } from './pictures.ts';

const MAX_PIXELS = 1_000_000;
const { redraw } = pictures();

/** A picture that is red at the left and blue at the right. */
const twoColours = sharp({ create: { width: 40, height: 20, channels: 3, background: '#f00' } }).composite([
  { input: { create: { width: 20, height: 20, channels: 3, background: '#00f' } }, left: 20, top: 0 },
]);
const photograph = () =>
  twoColours
    .clone()
    .jpeg()
    .withMetadata({ orientation: 6 })
    .withExifMerge({ IFD0: { Artist: 'Lan' }, IFD3: { GPSLatitudeRef: 'N' } })
    .toBuffer();

/** The colour at a place. */
async function colourAt(picture: Buffer, left: number, top: number): Promise<string> {
  const [red = 0, , blue = 0] = await sharp(picture)
    .extract({ left, top, width: 1, height: 1 })
    .raw()
    .toBuffer();
  return red > blue ? 'red' : 'blue';
}

test('a photograph stays upright, and loses its place, its camera and whatever follows it', async () => {
  const sent = Buffer.concat([await photograph(), Buffer.from('<more after the end>')]);
  const drawn = await redraw(sent, 'image/jpeg', MAX_PIXELS);
  const { width, height, exif, orientation, format } = await sharp(drawn).metadata();
  expect([width, height, exif, orientation, format]).toEqual([20, 40, undefined, undefined, 'jpeg']);
  expect([await colourAt(drawn, 10, 5), await colourAt(drawn, 10, 35)]).toEqual(['red', 'blue']);
  expect(drawn.includes('more after the end')).toBe(false);
  expect(drawn.subarray(-2)).toEqual(Buffer.from([0xff, 0xd9]));
});

test('a PNG stays as it looks, without its texts', async () => {
  const sent = await twoColours
    .clone()
    .png()
    .withExif({ IFD0: { Artist: 'Lan' } })
    .toBuffer();
  const drawn = await redraw(sent, 'image/png', MAX_PIXELS);
  expect(await sharp(drawn).raw().toBuffer()).toEqual(await sharp(sent).raw().toBuffer());
  expect([(await sharp(drawn).metadata()).exif, drawn.includes('Lan')]).toEqual([undefined, false]);
});

test('a picture of too many pixels is refused before it is unpacked', async () => {
  const sent = await sharp({ create: { width: 1_001, height: 1_000, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  await expect(redraw(sent, 'image/png', MAX_PIXELS)).rejects.toMatchObject({ reason: 'PICTURE_TOO_LARGE' });
});

test.each<[string, () => Promise<Buffer>]>([
  ['a header without a picture', async () => Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
  ['half a picture', async () => (await photograph()).subarray(0, 500)],
  ['another type of picture', () => twoColours.clone().webp().toBuffer()],
  ['a drawing', async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
])('%s is refused', async (_, make) => {
  const drawing = redraw(await make(), 'image/jpeg', MAX_PIXELS);
  await expect(drawing).rejects.toMatchObject({ reason: 'FILE_DAMAGED' });
});
