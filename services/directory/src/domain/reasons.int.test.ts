import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { reasons } from './reasons.ts';

const REFUSAL =
  /(?:refuse|missing|exists|invalid)\('([A-Z_]+)'|DomainError\('[a-z]+', '([A-Z_]+)'|: '([A-Z_]+_TAKEN)'/g;

const source = join(import.meta.dirname, '..');
const refusedFor = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .flatMap((file) =>
    [...readFileSync(join(source, file), 'utf8').matchAll(REFUSAL)].map(
      (match) => match[1] ?? match[2] ?? match[3],
    ),
  );

test('every reason for a refusal is explained, and no other', () => {
  expect(new Set(refusedFor)).toEqual(new Set(Object.keys(reasons)));
});
