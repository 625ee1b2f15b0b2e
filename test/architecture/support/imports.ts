import { filesBelow, read } from './workspace.ts';

/** A module that a file imports, even for a type alone. */
export type Import = Readonly<{ file: string; specifier: string }>;

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
      [...read(file).matchAll(named)].map(([, from, dynamic, bare]) => ({
        file,
        specifier: from ?? dynamic ?? bare ?? '',
      })),
    );
