import { join } from 'node:path';
import { generalReasons } from '@egov/chassis/domain';
import { accessOf, isCommand, type ServiceDefinition } from '@egov/chassis/grpc';
import { services, type ServiceName } from '@egov/platform';
import { workspace } from '../architecture/support/workspace.ts';

const BEGIN =
  '<!-- commands: written by `npm run exec -- node test/contracts/write-command-tables.ts` -->\n\n';
const END = '\n<!-- end of commands -->';

/** Returns the path of a service's README. */
export const readmeOf = (service: ServiceName): string => join(workspace, 'services', service, 'README.md');

/** Replaces the table of commands in a service's README by that of its contracts. */
export function withCommandTable(readme: string, service: ServiceName): string {
  const [before, rest] = split(readme, BEGIN);
  const [, after] = split(rest, END);
  return `${before}${BEGIN}${tableOf(Object.values(services[service].api))}${END}${after}`;
}

function split(text: string, mark: string): readonly [string, string] {
  const at = text.indexOf(mark);
  if (at < 0) throw new Error(`the README has no ${mark.trim()}`);
  return [text.slice(0, at), text.slice(at + mark.length)];
}

function tableOf(api: readonly ServiceDefinition[]): string {
  const rows = api.flatMap(({ methods }) => {
    const commands = Object.values(methods).filter(isCommand);
    const reasons = commands.map((method) => accessOf(method).refused);
    // Reasons of every act of a contract stand below the table.
    const toAll = (reason: string) => commands.length > 1 && reasons.every((each) => each.includes(reason));
    return commands.map((method) => {
      const { anyOf, refused } = accessOf(method);
      const own = refused.filter((reason) => !(reason in generalReasons) && !toAll(reason));
      return [
        method.name,
        anyOf.map((permission) => `\`${permission}\``).join(' or '),
        own.join(', ') || '–',
      ];
    });
  });
  return aligned(['command', 'permission', 'refused for'], rows);
}

// Aligned as by the formatter, so that the written table stays unchanged.
function aligned(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |\n`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('');
}
