import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import type { Event, Recorded } from '@egov/chassis/domain';
import { memoryKeyStore, type RawEvent } from '@egov/chassis/runtime';
import { memoryReadModels } from '@egov/chassis/testing';
import { aggregates } from '@egov/procedures/domain';
import readModels from '@egov/procedures/read-models';

const folder = import.meta.dirname;
const json = (file: string): Record<string, unknown> => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, unknown>;

const samples = Object.values(aggregates).flatMap(({ category, catalogue, decider }) =>
  Object.entries(catalogue).flatMap(([type, { schema }]) =>
    Array.from({ length: schema }, (_, index) => ({ category, decider, type, schema: index + 1, file: `${type}.v${index + 1}` }))));

/** What an event comes after: nothing says more of a dossier than that it was submitted, or imported. */
const OPENINGS: Readonly<Record<string, string>> = { procedures_procedure: 'ProcedureVersionProposed', procedures_dossier: 'DossierSubmitted' };

const AT = '2026-07-06T02:15:00.000Z';
const recorded = (type: string, file: string): Recorded<Event> =>
  ({ type, data: json(`${file}.json`), at: AT, occurred: AT, actor: { id: 'sample' }, requestId: 'sample' });

const stored = ({ category, type, schema, file }: (typeof samples)[number], index: number): RawEvent => {
  const data = json(`${file}.json`);
  const named = [data['dossierId'], data['procedureId'], data['personId']].find((id) => typeof id === 'string');
  return {
    streamId: `${category}-${named ?? 'H44.05_260706'}`, id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`, revision: BigInt(index), type, data,
    position: { commit: BigInt(index + 1) },
    metadata: {
      schema, at: AT, occurred: AT, actor: { id: 'sample' }, command: 'sample', hash: 'sample', correlation: 'sample', province: 'sample', epoch: '1', chain: '',
    },
  };
};

const validator = (file: string) => formats.default(new Ajv({ allErrors: true, strictTypes: false })).compile(json(`${file}.schema.json`));

test.each(samples)('$file is as its schema says, and the schema lets nothing else pass', ({ file }) => {
  const validate = validator(file);
  const sample = json(`${file}.json`);
  expect(validate(sample) || validate.errors).toBe(true);
  expect(validate({ ...sample, more: 1 })).toBe(false);
  for (const field of Object.keys(sample)) expect(validate({ ...sample, [field]: undefined })).toBe(false);
});

test.each(samples)('$file still folds', ({ category, decider, type, schema, file }) => {
  const { initial, evolve } = decider as { initial: unknown; evolve: (state: unknown, event: Recorded<Event>) => unknown };
  const opening = OPENINGS[category];
  const before = opening === undefined || opening === type ? initial : evolve(initial, recorded(opening, `${opening}.v${schema}`));
  expect(evolve(before, recorded(type, file))).not.toMatchObject({ phase: 'unknown' });
});

test('all samples still project, and applied twice they give the same rows', async () => {
  const source = { stored: samples.map(stored), keys: memoryKeyStore() };
  const once = await memoryReadModels(readModels, source).dump();
  expect(await memoryReadModels(readModels, source, { times: 2 }).dump()).toEqual(once);
  // A timer is gone once its papers came, and the samples hold both.
  expect(Object.entries(once).filter(([table, rows]) => rows.length === 0 && table !== 'supplement_timer_v2')).toEqual([]);
});

test('there is no sample of a version that nobody declares', () => {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json')).toSorted();
  expect(files).toEqual(samples.flatMap(({ file }) => [`${file}.json`, `${file}.schema.json`]).toSorted());
});
