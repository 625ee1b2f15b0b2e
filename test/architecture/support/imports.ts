import { filesBelow, read } from './workspace.ts';

/** A module that a file imports. A type and an `import()` are not loaded together with the file. */
export type Import = Readonly<{ file: string; specifier: string; loaded: boolean }>;

const named = new RegExp(
  [
    /(?:^|\n)(?:import|export)\b[^'"`;]*?from\s*['"]([^'"]+)['"]/,
    /\bimport\(\s*['"]([^'"]+)['"]\s*\)/,
    /(?:^|\n)import\s+['"]([^'"]+)['"]/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
);

/** Returns every import in the code below a folder. */
export const importsOf = (folder: string): readonly Import[] =>
  filesBelow(folder)
    .filter((file) => /\.(ts|mjs)$/.test(file))
    .flatMap((file) =>
      [...read(file).matchAll(named)].map(([statement, from, dynamic, bare]) => ({
        file,
        specifier: from ?? dynamic ?? bare ?? '',
        loaded: dynamic === undefined && !/^\s*(?:import|export) type\b/.test(statement),
      })),
    );
