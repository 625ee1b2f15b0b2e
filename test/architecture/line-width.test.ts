import { expect, test } from '@jest/globals';
import { codeFolders, filesBelow, read } from './support/workspace.ts';

const MAX_WIDTH = 110;

/** Written by a program, or data: nobody reads a difference of it line by line. */
const written = /(?:^|\/)(?:golden|schemas|data|google)\/|^charts\/VALUES\.md$|^loadtest\/capacity\.md$/u;
const files = [...codeFolders, 'proto', 'charts', 'docs']
  .flatMap(filesBelow)
  .concat(['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'GLOSSARY.md', 'SECURITY.md'])
  .filter((file) => /\.(?:ts|mjs|js|njk|scss|proto|sh|md)$/u.test(file) && !written.test(file));

/** One word, a module's name or a command within a page: nowhere to break. */
const unbreakable = /^\s*\S+$|^import .* from '[^']+';$/u;
const inPages = /^\s*\||^\s*(?:\d+\. |- )?\(?`[^`]+`[.,)]*$/u;

/** The lines that are too wide, with the blocks of code within pages left out. */
function wideLines(file: string, text: string): readonly string[] {
  const lines = file.endsWith('.md')
    ? text.replaceAll(/```.*?```/gsu, (block) => block.replaceAll(/[^\n]/gu, '')).split('\n')
    : text.split('\n');
  return lines.flatMap((line, index) =>
    line.length <= MAX_WIDTH || unbreakable.test(line) || (file.endsWith('.md') && inPages.test(line))
      ? []
      : [`${file}:${index + 1}`],
  );
}

test('no line is wider than two can stand side by side: 110 characters', () => {
  expect(files.flatMap((file) => wideLines(file, read(file)))).toEqual([]);
});

test('counts characters, not bytes, and leaves out what cannot be broken', () => {
  expect(wideLines('a.ts', `${'đ '.repeat(55)}\n${'đ '.repeat(56)}`)).toEqual(['a.ts:2']);
  expect(wideLines('a.ts', `  '${'x'.repeat(120)}',`)).toEqual([]);
  expect(
    wideLines('a.md', `| ${'a '.repeat(80)} |\n\`\`\`\n${'a '.repeat(80)}\n\`\`\`\n${'a '.repeat(80)}`),
  ).toEqual(['a.md:5']);
});
