import { inspect } from 'node:util';
import type { z } from 'zod';
import { type Setting, settingOf } from './setting.ts';

/** The variables of one process by name; each field reads the text of its variable. */
export type ConfigFields = Readonly<Record<string, z.ZodType>>;

/** The values read by a set of fields. */
export type ConfigValues<Fields extends ConfigFields> = Readonly<{
  [Name in keyof Fields]: z.output<Fields[Name]>;
}>;

/** Thrown when variables are missing or invalid; the message names every one of them. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The configuration is not usable:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

const HIDDEN = '***';

/**
 * Reads the environment once into a frozen, typed object. In production (`NODE_ENV=production`) the `dev`
 * values do not apply. However printed, secrets show as `***`. Throws `ConfigError` with all problems at
 * once.
 */
export function defineConfig<Fields extends ConfigFields>(
  fields: Fields,
  env: Readonly<Record<string, string | undefined>> = process.env,
): ConfigValues<Fields> {
  const production = env['NODE_ENV'] === 'production';
  const values: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const [name, field] of Object.entries(fields)) {
    const setting = settingOf(field);
    // Shells and charts write "not set" as an empty variable.
    const given = env[name] === '' ? undefined : env[name];
    const { success, data, error } = field.safeParse(given ?? (production ? undefined : setting.dev));
    if (success) values[name] = data;
    else problems.push(`${name} ${problemOf(given, setting, error)} ${remedy(setting)}`);
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.freeze(printable(values, fields)) as ConfigValues<Fields>;
}

/** Returns the table that `--help` prints: each variable with its meaning and default. */
export function configTable(fields: ConfigFields): string {
  const rows = Object.entries(fields).map(([name, field]) => {
    const setting = settingOf(field);
    const meaning = [setting.description, `(${setting.kind}; ${absence(setting)})`]
      .filter((part) => part !== '')
      .join(' ');
    return [name, meaning] as const;
  });
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, meaning]) => `${name.padEnd(width)}  ${meaning}`).join('\n');
}

function absence({ secret, optional, fallback, dev }: Setting): string {
  const shown = (value: unknown): string => (secret ? HIDDEN : String(value));
  if (fallback !== undefined) return `default ${shown(fallback)}`;
  if (dev !== undefined) return `${optional ? 'optional' : 'required'} in production, else ${shown(dev)}`;
  return optional ? 'optional' : 'required';
}

function problemOf(given: string | undefined, { secret, dev }: Setting, { issues }: z.ZodError): string {
  if (given === undefined)
    return dev === undefined ? 'is not set.' : 'is not set, and has no default in production.';
  // A wrong value may be an address with a password, set in the wrong variable.
  const shown = secret || given.includes('@') ? HIDDEN : JSON.stringify(given);
  return `is ${shown}: ${issues.map((issue) => issue.message).join('; ')}.`;
}

const remedy = ({ kind, description }: Setting): string =>
  `Set it to ${kind}${description === '' ? '.' : `: ${description}`}`;

function printable(values: Record<string, unknown>, fields: ConfigFields): Record<string, unknown> {
  const secrets = new Set(
    Object.entries(fields).flatMap(([name, field]) => (settingOf(field).secret ? [name] : [])),
  );
  const shown = (): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        secrets.has(name) && value !== undefined ? HIDDEN : withoutPassword(value),
      ]),
    );
  return Object.defineProperties(values, {
    toJSON: { value: shown },
    toString: { value: () => JSON.stringify(shown()) },
    [inspect.custom]: { value: shown },
  });
}

function withoutPassword(value: unknown): unknown {
  if (typeof value !== 'string' || !URL.canParse(value)) return value;
  const parsed = new URL(value);
  if (parsed.password === '') return value;
  parsed.password = HIDDEN;
  return parsed.href;
}
