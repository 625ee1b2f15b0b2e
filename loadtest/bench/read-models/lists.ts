import { queryPool } from '@egov/chassis/runtime';
import { fillReadModel } from '@egov/chassis/testing';
import models from '@egov/procedures/read-models';
import type { Benchmark, Measurement } from '../measurement.ts';
import { closedLoad } from '../under-load.ts';
import { agencies, madeUpDossier } from './made-up-dossiers.ts';

const batch = 2_000;
const newest = { order: 'received', pageSize: 20, personal: true };
const live = { importId: '' };

/** The queries of a desk; those that touch every row go to the slow lane. */
const questions: readonly {
  name: string;
  query: string;
  slow?: boolean;
  most: number;
  args: (turn: number) => object;
}[] = [
  {
    name: 'desk of one agency',
    query: 'listDossiers',
    most: 20,
    args: (turn) => ({
      ...newest,
      agencies: [agencies[turn % agencies.length]],
      filter: { ...live, states: [2, 4, 5, 6] },
    }),
  },
  {
    name: "an official's work",
    query: 'listDossiers',
    most: 20,
    args: (turn) => ({
      ...newest,
      agencies: null,
      filter: { ...live, officialId: `official-${turn % 300}` },
    }),
  },
  {
    name: 'due first, whole province',
    query: 'listDossiers',
    most: 20,
    args: () => ({ ...newest, order: 'due', agencies: null, filter: live }),
  },
  {
    name: "an official's work, due first",
    query: 'listDossiers',
    most: 20,
    args: (turn) => ({
      ...newest,
      order: 'due',
      agencies: null,
      filter: { ...live, officialId: `official-${turn % 300}`, states: [2, 4] },
    }),
  },
  {
    name: 'due first, none in the state',
    query: 'listDossiers',
    most: 20,
    args: () => ({ ...newest, order: 'due', agencies: null, filter: { ...live, states: [6] } }),
  },
  {
    name: 'what is late and nearly late',
    query: 'countDue',
    most: 20,
    args: (turn) => ({
      agencies: null,
      importId: '',
      now: Date.UTC(2021, 0, 1),
      nearlyLateBefore: Date.UTC(2021, 0, 3),
      officialId: `official-${turn % 300}`,
    }),
  },
  {
    name: 'search one rare word',
    query: 'listDossiers',
    most: 20,
    args: (turn) => ({
      ...newest,
      agencies: null,
      filter: { ...live, text: `nguyen van an ${(turn * 8) % 9_000}` },
    }),
  },
  {
    name: 'search common words',
    query: 'listDossiers',
    most: 20,
    args: () => ({ ...newest, agencies: null, filter: { ...live, text: 'dang ky khai sinh' } }),
  },
  {
    name: 'search within one agency',
    query: 'listDossiers',
    most: 20,
    args: (turn) => ({
      ...newest,
      agencies: [agencies[turn % agencies.length]],
      filter: { ...live, text: 'khai sinh' },
    }),
  },
  {
    name: 'search common words, without names',
    query: 'listDossiers',
    most: 20,
    args: () => ({
      ...newest,
      personal: false,
      agencies: null,
      filter: { ...live, text: 'dang ky khai sinh' },
    }),
  },
  {
    name: 'search within one agency, without names',
    query: 'listDossiers',
    most: 20,
    args: (turn) => ({
      ...newest,
      personal: false,
      agencies: [agencies[turn % agencies.length]],
      filter: { ...live, text: 'khai sinh' },
    }),
  },
  {
    name: 'count by state',
    query: 'countDossiers',
    most: 20,
    args: () => ({ agencies: null, importId: '' }),
  },
];

/** Fills the read model of procedures step by step and runs the desk's queries at each size. */
export const lists: Benchmark = {
  name: 'lists',
  about: 'list, search and count at 10,000, 100,000 and 1,000,000 dossiers; rows projected a second',
  run: async ({ folder, quick, say }) => {
    const figures: Measurement[] = [];
    let filled = 0;
    for (const size of quick ? [10_000, 50_000] : [10_000, 100_000, 1_000_000]) {
      figures.push(...fill(folder, filled, size));
      filled = size;
      say(`${size.toLocaleString('en-US')} dossiers in the read model`);
      figures.push(...(await ask(folder, size, quick)));
    }
    return figures;
  },
};

function fill(folder: string, from: number, to: number): Measurement[] {
  const filler = fillReadModel({ models, dataDir: folder });
  let [projecting, events] = [0, 0];
  for (let number = from; number < to; number += batch) {
    const chunk = Array.from({ length: Math.min(batch, to - number) }, (_, index) =>
      madeUpDossier(number + index),
    ).flat();
    const began = performance.now();
    filler.apply(chunk);
    projecting += performance.now() - began;
    events += chunk.length;
  }
  filler.close();
  const at = `up to ${to.toLocaleString('en-US')} dossiers`;
  return [{ name: `events projected ${at}`, value: events / (projecting / 1000), unit: '/s' }];
}

async function ask(folder: string, size: number, quick: boolean): Promise<Measurement[]> {
  const pool = queryPool({
    module: new URL(import.meta.resolve('@egov/procedures/read-models')),
    dataDir: folder,
    name: models.service,
  });
  const figures: Measurement[] = [];
  try {
    for (const { name, query, slow = false, most, args } of questions) {
      let turn = 0;
      const load = await closedLoad({ callers: 1, seconds: quick ? 0.5 : 2 }, () =>
        pool.query(query, args(turn++), { slow }),
      );
      if (load.errors.size > 0) throw new Error(`${name}: ${[...load.errors.keys()].join('; ')}`);
      figures.push({
        name: `${name} at ${size.toLocaleString('en-US')}, p95`,
        value: load.p95,
        unit: 'ms',
        bar: { at: 'most', value: most },
      });
    }
  } finally {
    await pool.close();
  }
  return figures;
}
