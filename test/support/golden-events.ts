import { expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import type { Decider, EventCatalogue, Recorded } from '@egov/chassis/domain';
import type { ReadModels } from '@egov/chassis/projections';
import { memoryKeyStore, personAggregate, type RawEvent } from '@egov/chassis/runtime';
import { memoryReadModels } from '@egov/chassis/testing';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

// oxlint-disable-next-line no-explicit-any -- aggregates of every kind of state, command and event
type Aggregate = Readonly<{ category: string; decider: Decider<any, any, any>; catalogue: EventCatalogue }>;
type Data = Readonly<Record<string, unknown>>;
type Sample = Aggregate & Readonly<{ folder: string; type: string; schema: number; file: string }>;

const AT = '2026-07-06T02:15:00.000Z';
const PERSON = join(import.meta.dirname, '../contracts/events/person');

const json = (folder: string, file: string): Data =>
  JSON.parse(readFileSync(join(folder, file), 'utf8')) as Data;
const dataOf = ({ folder, file }: Sample): Data => json(folder, `${file}.json`);

const samplesOf = (folder: string, aggregates: readonly Aggregate[]): readonly Sample[] =>
  aggregates.flatMap((aggregate) =>
    Object.entries(aggregate.catalogue).flatMap(([type, { schema }]) =>
      Array.from({ length: schema }, (_, index) => ({
        ...aggregate,
        folder,
        type,
        schema: index + 1,
        file: `${type}.v${index + 1}`,
      })),
    ),
  );

const recorded = (sample: Sample): Recorded<{ type: string; data: object }> => ({
  type: sample.type,
  data: dataOf(sample),
  at: AT,
  occurred: AT,
  actor: { id: 'sample' },
  requestId: 'sample',
});

const stored = (sample: Sample, id: string, index: number): RawEvent => ({
  streamId: `${sample.category}-${id}`,
  id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
  revision: BigInt(index),
  type: sample.type,
  data: dataOf(sample) as RawEvent['data'],
  position: { commit: BigInt(index + 1) },
  metadata: {
    schema: sample.schema,
    at: AT,
    occurred: AT,
    actor: { id: 'sample' },
    command: 'sample',
    hash: 'sample',
    correlation: 'sample',
    province: 'sample',
    epoch: '1',
    chain: '',
  },
});

/** What a folder of golden samples is held against. */
export type GoldenEvents = Readonly<{
  folder: string;
  aggregates: readonly Aggregate[];
  /** The event without which nothing else makes sense to an aggregate, by its category. */
  openings?: Readonly<Record<string, string>>;
}>;

/**
 * Declares the tests that hold the stored events of a service to its golden samples, one of each type and
 * schema version: a sample is as its JSON Schema says and the schema lets nothing else pass; it still folds;
 * and there is no sample of a version that nobody declares.
 */
export function goldenEvents({ folder, aggregates, openings = {} }: GoldenEvents): void {
  const samples = samplesOf(folder, aggregates);

  test.each(samples)('$file is as its schema says, and the schema lets nothing else pass', (sample) => {
    const validate = formats
      .default(new Ajv({ allErrors: true, strictTypes: false }))
      .compile(json(folder, `${sample.file}.schema.json`));
    const data = dataOf(sample);
    expect(validate(data) || validate.errors).toBe(true);
    expect(validate({ ...data, more: 1 })).toBe(false);
    for (const field of Object.keys(data)) expect(validate({ ...data, [field]: undefined })).toBe(false);
  });

  test.each(samples)('$file still folds', (sample) => {
    const { initial, evolve } = sample.decider;
    const opening = samples.findLast(
      ({ category, type, schema }) =>
        category === sample.category && type === openings[category] && schema <= sample.schema,
    );
    const before: unknown =
      opening === undefined || opening === sample ? initial : evolve(initial, recorded(opening));
    const { phase } = evolve(before, recorded(sample)) as { phase?: unknown };
    expect(opening !== undefined && phase === 'unknown').toBe(false);
  });

  test('there is no sample of a version that nobody declares', () => {
    const files = readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .toSorted();
    expect(files).toEqual(samples.flatMap(({ file }) => [`${file}.json`, `${file}.schema.json`]).toSorted());
  });
}

/**
 * Projects the samples of a service, and that of a forgotten person, once and twice; both must give the same
 * rows. Returns them by table.
 */
export async function projectedSamples(
  { folder, aggregates }: GoldenEvents,
  readModels: ReadModels,
  idOf: (data: Data) => unknown = () => 'sample',
): Promise<Readonly<Record<string, readonly object[]>>> {
  const samples = [
    ...samplesOf(PERSON, [personAggregate(readModels.service)]),
    ...samplesOf(folder, aggregates),
  ];
  const source = {
    stored: samples.map((sample, index) => stored(sample, String(idOf(dataOf(sample))), index)),
    keys: memoryKeyStore(),
  };
  const once = await memoryReadModels(readModels, source).dump();
  expect(await memoryReadModels(readModels, source, { times: 2 }).dump()).toEqual(once);
  return once;
}
