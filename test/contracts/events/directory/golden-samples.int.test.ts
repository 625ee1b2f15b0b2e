import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import type { Event, Recorded } from '@egov/chassis/domain';
import { memoryKeyStore, type RawEvent } from '@egov/chassis/runtime';
import { memoryReadModels } from '@egov/chassis/testing';
import { aggregates } from '@egov/directory/domain';
import readModels from '@egov/directory/read-models';

const folder = import.meta.dirname;
const json = (file: string): Record<string, unknown> => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, unknown>;

const samples = Object.values(aggregates).flatMap(({ category, catalogue, decider }) =>
  Object.entries(catalogue).flatMap(([type, { schema }]) =>
    Array.from({ length: schema }, (_, index) => ({ category, decider, type, schema: index + 1, file: `${type}.v${index + 1}` }))));

const AT = '2026-01-05T02:00:00.000Z';
const stored = ({ category, type, schema, file }: (typeof samples)[number], index: number): RawEvent => ({
  streamId: `${category}-sample`, id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`, revision: BigInt(index), type, data: json(`${file}.json`),
  position: { commit: BigInt(index + 1) },
  metadata: {
    schema, at: AT, occurred: AT, actor: { id: 'sample' }, command: 'sample', hash: 'sample', correlation: 'sample', province: 'sample', epoch: '1', chain: '',
  },
});

test.each(samples)('$file is as its schema says, and the schema lets nothing else pass', ({ file }) => {
  const validate = formats.default(new Ajv({ allErrors: true, strictTypes: false })).compile(json(`${file}.schema.json`));
  expect(validate(json(`${file}.json`)) || validate.errors).toBe(true);
  expect(validate({ ...json(`${file}.json`), more: 1 })).toBe(false);
});

test.each(samples)('$file still folds', ({ decider, type, file }) => {
  const { initial, evolve } = decider as { initial: unknown; evolve: (state: unknown, event: Recorded<Event>) => unknown };
  const event = { type, data: json(`${file}.json`), at: AT, occurred: AT, actor: { id: 'sample' }, requestId: 'sample' };
  expect(() => evolve(initial, event)).not.toThrow();
});

test('all samples still project, and applied twice they give the same rows', async () => {
  const source = { stored: samples.map(stored), keys: memoryKeyStore() };
  const once = await memoryReadModels(readModels, source).dump();
  expect(await memoryReadModels(readModels, source, { times: 2 }).dump()).toEqual(once);
  expect(once['agency_v1']).toHaveLength(1);
  expect(once['calendar_entry_v1']).toHaveLength(2);
});

test('there is no sample of a version that nobody declares', () => {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json')).toSorted();
  expect(files).toEqual(samples.flatMap(({ file }) => [`${file}.json`, `${file}.schema.json`]).toSorted());
});
