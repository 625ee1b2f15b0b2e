import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure, LoadResult } from './load-result.ts';

/** Where the run of a scenario that others are compared with is kept. */
export const keptFile = (folder: string, scenario: string): string => join(folder, `${scenario}.kept.json`);

export const keep = (folder: string, scenario: string, file: string): void => {
  copyFileSync(file, keptFile(folder, scenario));
};

/** The kept run of a scenario; undefined where none was kept. */
export function keptRun(folder: string, scenario: string): LoadResult | undefined {
  const file = keptFile(folder, scenario);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as LoadResult) : undefined;
}

/** A figure beside the same of the kept run. */
export type Compared = Readonly<{
  figure: Figure;
  before?: number;
  /** Of what it was, as a share; undefined where it was 0. */ change?: number;
}>;

/** Puts each figure beside the kept one. */
export const compare = (figures: readonly Figure[], kept: LoadResult | undefined): readonly Compared[] =>
  figures.map((figure) => {
    const before = kept?.figures.find(({ name }) => name === figure.name)?.value;
    if (before === undefined) return { figure };
    return { figure, before, ...(before === 0 ? {} : { change: figure.value / before - 1 }) };
  });
