import { dirname } from 'node:path';
import { codeFolders, filesBelow, read } from './workspace.ts';

/** A command of a page: the program with its arguments, as a person would type it. */
export type Documented = Readonly<{ page: string; command: string }>;

const blocks = /```[^\n]*\n(?<block>.*?)```|`(?<inline>[^`\n]+)`/gsu;
const run = /^(?:npm (?:run|start|test)|npx jest|node)\b/u;

/** The pages for developers and operators. */
export const pages = (): readonly string[] => [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  ...[...codeFolders, 'charts', 'docs'].flatMap(filesBelow).filter((file) => file.endsWith('.md')),
];

/** Returns the commands on the pages, in blocks and in the text. */
export const documented = (): readonly Documented[] =>
  pages().flatMap((page) =>
    [...read(page).matchAll(blocks)]
      .flatMap(({ groups }) => (groups?.['block'] ?? groups?.['inline'] ?? '').split('\n'))
      .map((line) => line.replace(/\s+#.*$/u, '').trim())
      .filter((line) => run.test(line))
      .map((command) => ({ page, command })),
  );

/** Returns the scripts that these commands run with Node, with the folders from which that works. */
export const nodePrograms = (commands: readonly Documented[]) =>
  commands.flatMap(({ page, command }) =>
    [...command.matchAll(/\bnode (?:--\S+(?: @egov\/\S+)? )*([\w./-]+\.(?:ts|mjs))/gu)].map(
      ([, file = '']) => ({
        page,
        file,
        from: ['.', dirname(page)],
      }),
    ),
  );
