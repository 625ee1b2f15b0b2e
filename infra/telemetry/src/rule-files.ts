import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** A rule of Prometheus, for an alert or for a recorded series. */
export type Rule = Readonly<{
  alert?: string;
  record?: string;
  expr: string;
  for?: string;
  labels?: Readonly<Record<string, string>>;
  annotations?: Readonly<Record<string, string>>;
}>;

export const workspace = join(import.meta.dirname, '..', '..', '..');
/** The folder of the rules; their tests are below it. */
export const ruleFolder = join(workspace, 'charts', 'telemetry', 'rules');

const yamlIn = (path: string): readonly string[] =>
  readdirSync(path)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => join(path, name));

/** Returns the files of rules, and of their tests. */
export const ruleFiles = yamlIn(ruleFolder);
export const ruleTests = yamlIn(join(ruleFolder, 'tests'));

/** Returns every rule of the platform. */
export const rules: readonly Rule[] = ruleFiles.flatMap((file) =>
  (parse(readFileSync(file, 'utf8')) as { groups: readonly { rules: readonly Rule[] }[] }).groups.flatMap(
    (group) => group.rules,
  ),
);
