import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure, LoadResult } from './load-result.ts';

/** Returns the file of the run with which later runs of a scenario are compared. */
export const keptFile = (folder: string, scenario: string): string => join(folder, `${scenario}.kept.json`);

export const keep = (folder: string, scenario: string, file: string): void => {
  copyFileSync(file, keptFile(folder, scenario));
};

/** Returns the kept run of a scenario; undefined where none was kept. */
export function keptRun(folder: string, scenario: string): LoadResult | undefined {
  const file = keptFile(folder, scenario);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as LoadResult) : undefined;
}

/** A figure with the same figure of the kept run. */
export type Compared = Readonly<{
  figure: Figure;
  before?: number;
  /** Change as a share of the kept figure; undefined where that was 0. */ change?: number;
}>;

/** Compares each figure with the kept one. */
export const compare = (figures: readonly Figure[], kept: LoadResult | undefined): readonly Compared[] =>
  figures.map((figure) => {
    const before = kept?.figures.find(({ name }) => name === figure.name)?.value;
    if (before === undefined) return { figure };
    return { figure, before, ...(before === 0 ? {} : { change: figure.value / before - 1 }) };
  });
