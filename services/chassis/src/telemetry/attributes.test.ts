import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ATTRIBUTES, METRICS } from './attributes.ts';

const root = join(import.meta.dirname, '../../../..');
const registry = 'services/chassis/src/telemetry/';

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.includes('node_modules'))
    .map((file) => join(folder, file));
}

// signals.ts accepts only names of the registry, which the compiler checks. So nobody may bypass it.
test('spans and metrics are recorded through the registry only', () => {
  const around = [...sources('services'), ...sources('infra')].filter(
    (file) =>
      !file.startsWith(registry) &&
      /from '@opentelemetry\/|import\('@opentelemetry\//.test(readFileSync(join(root, file), 'utf8')),
  );
  expect(around).toEqual([]);
});

test('each name stands for one thing', () => {
  for (const names of [Object.values(ATTRIBUTES), Object.values(METRICS).map(({ name }) => name)]) {
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z][a-z_]*(\.[a-z_]+)*$/);
  }
});

test('every metric of the registry is recorded somewhere', () => {
  const code = sources('services')
    .filter((file) => !file.endsWith('/telemetry/attributes.ts'))
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n');
  expect(
    Object.keys(METRICS).filter((key) => !new RegExp(`(counter|histogram|gauge)\\(\\s*'${key}'`).test(code)),
  ).toEqual([]);
});
