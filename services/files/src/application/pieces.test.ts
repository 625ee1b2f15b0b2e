import { expect, test } from '@jest/globals';
import { contentOf, inPiecesOf } from './pieces.ts';

const bytes = Buffer.from('0123456789');
const pieces = [
  { offset: 0, length: 4, name: 'a' },
  { offset: 4, length: 1, name: 'b' },
  { offset: 5, length: 5, name: 'c' },
];
const whole = async (chunks: AsyncIterable<Buffer>) => {
  const read: string[] = [];
  for await (const chunk of chunks) read.push(chunk.toString());
  return read;
};

function content() {
  const opened: string[] = [];
  return {
    opened,
    ...contentOf(pieces, async ({ name, offset, length }) => {
      opened.push(name);
      return bytes.subarray(offset, offset + length);
    }),
  };
}

test('a content is read whole, and in any range', async () => {
  const { read, size } = content();
  expect(size).toBe(10);
  expect(await whole(read())).toEqual(['0123', '4', '56789']);
  expect(await whole(read(3, 6))).toEqual(['3', '4', '5']);
  expect(await whole(read(9))).toEqual(['9']);
  expect(await whole(read(4, 4))).toEqual([]);
  expect(await whole(read(10))).toEqual([]);
});

test('only the requested pieces are opened, and the last two are cached', async () => {
  const { opened, read } = content();
  await whole(read(5, 7));
  await whole(read(0, 1));
  await whole(read(6, 9));
  expect(opened).toEqual(['c', 'a']);
  await whole(read(4, 5));
  await whole(read(0, 1));
  expect(opened).toEqual(['c', 'a', 'b', 'a']);
});

test('a content may be empty', async () => {
  const nothing = contentOf([], () => Promise.reject(new Error('nothing to open')));
  expect([nothing.size, await whole(nothing.read())]).toEqual([0, []]);
});

test.each([
  [3, ['012', '345', '678', '9']],
  [5, ['01234', '56789']],
  [20, ['0123456789']],
])('cut into pieces of %d', async (length, expected) => {
  expect(await whole(inPiecesOf(length, content().read()))).toEqual(expected);
});
