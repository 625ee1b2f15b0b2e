import { dirname } from 'node:path';
import { codeFolders, filesBelow, read } from './workspace.ts';

/** A command of a page: the program with what it is given, as a person would type it. */
export type Documented = Readonly<{ page: string; command: string }>;

const blocks = /```[^\n]*\n(?<block>.*?)```|`(?<inline>[^`\n]+)`/gsu;
const run = /^(?:npm (?:run|start|test)|npx jest|node)\b/u;

/** The pages for those who work on the platform or run it. */
export const pages = (): readonly string[] => [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  ...[...codeFolders, 'charts', 'docs'].flatMap(filesBelow).filter((file) => file.endsWith('.md')),
];

/** The commands that the pages say, in blocks and within the text. */
export const documented = (): readonly Documented[] =>
  pages().flatMap((page) =>
    [...read(page).matchAll(blocks)]
      .flatMap(({ groups }) => (groups?.['block'] ?? groups?.['inline'] ?? '').split('\n'))
      .map((line) => line.replace(/\s+#.*$/u, '').trim())
      .filter((line) => run.test(line))
      .map((command) => ({ page, command })),
  );

/** The scripts that Node is told to run in these commands, with the folder from which that would work. */
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
