import { keyedHash, memoryKeyStore } from '@egov/chassis/runtime';
import { expect, test } from '@jest/globals';
import { personOfNumber } from './person-of-number.ts';

const NUMBER = '079085001234';
const hash = keyedHash(new Uint8Array(32).fill(1));

test('a number is the same person in every dossier, and another number another person', async () => {
  const deps = { keys: memoryKeyStore(), hash };
  expect(await personOfNumber(deps, NUMBER)).toBe(await personOfNumber(deps, NUMBER));
  expect(await personOfNumber(deps, '079085001235')).not.toBe(await personOfNumber(deps, NUMBER));
});

test('whoever was forgotten comes back as a new person, each time', async () => {
  const deps = { keys: memoryKeyStore(), hash };
  const lives = new Set<string>();
  for (let life = 0; life < 3; life += 1) {
    const id = await personOfNumber(deps, NUMBER);
    lives.add(id);
    await deps.keys.keyFor(id);
    await deps.keys.forget(id);
  }
  expect(lives.size).toBe(3);
  expect(lives).not.toContain(await personOfNumber(deps, NUMBER));
});

test('the later lives of a number are no other number', async () => {
  const keys = memoryKeyStore();
  await keys.forget(await personOfNumber({ keys, hash }, NUMBER));
  const second = await personOfNumber({ keys, hash }, NUMBER);
  for (const typed of [`${NUMBER}/1`, `["${NUMBER}",1]`, `${NUMBER}1`])
    expect(await personOfNumber({ keys, hash }, typed)).not.toBe(second);
});
