import { inspect } from 'node:util';
import type { DeclaredField } from './config-field.ts';

/** The variables of one process by name. */
export type ConfigFields = Readonly<Record<string, DeclaredField<unknown>>>;

/** The values that a set of fields gives. */
export type ConfigValues<Fields extends ConfigFields> = Readonly<{
  [Name in keyof Fields]: Fields[Name] extends DeclaredField<infer T> ? T : never;
}>;

/** Is thrown when variables are absent or wrong; the message names every one of them. */
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
 * values do not hold. Printed in any way, secrets show as `***`. Throws `ConfigError` with all that is wrong
 * at once.
 */
export function defineConfig<Fields extends ConfigFields>(
  fields: Fields,
  env: Readonly<Record<string, string | undefined>> = process.env,
): ConfigValues<Fields> {
  const production = env['NODE_ENV'] === 'production';
  const values: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const [name, field] of Object.entries(fields)) {
    const reading = read(name, field, env[name], production);
    if ('problem' in reading) problems.push(reading.problem);
    else values[name] = reading.value;
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.freeze(printable(values, fields)) as ConfigValues<Fields>;
}

/**
 * Answers the table that `--help` prints: each variable with its meaning and what holds when it is not said.
 */
export function configTable(fields: ConfigFields): string {
  const rows = Object.entries(fields).map(([name, field]) => {
    const meaning = [field.description, `(${field.kind}; ${absence(field)})`]
      .filter((part) => part !== '')
      .join(' ');
    return [name, meaning] as const;
  });
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, meaning]) => `${name.padEnd(width)}  ${meaning}`).join('\n');
}

function absence(field: DeclaredField<unknown>): string {
  const shown = (value: unknown): string => (field.isSecret ? HIDDEN : String(value));
  if (field.fallback !== undefined) return `default ${shown(field.fallback)}`;
  if (field.devFallback !== undefined)
    return `${field.isOptional ? 'optional' : 'needed'} in production, else ${shown(field.devFallback)}`;
  return field.isOptional ? 'optional' : 'needed';
}

type Reading = { value: unknown } | { problem: string };

function read(
  name: string,
  field: DeclaredField<unknown>,
  said: string | undefined,
  production: boolean,
): Reading {
  // An empty variable is how shells and charts say "not set".
  if (said === undefined || said === '') {
    if (!production && field.devFallback !== undefined) return { value: field.devFallback };
    if (field.fallback !== undefined || field.isOptional) return { value: field.fallback };
    return {
      problem: `${name} is needed${production && field.devFallback !== undefined ? ' in production' : ''}: ${field.description || field.kind}`,
    };
  }
  try {
    return { value: field.parse(said) };
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof RangeError)) throw error;
    return {
      problem: `${name} is ${field.isSecret || said.includes('@') ? HIDDEN : JSON.stringify(said)}, which is not ${field.kind}`,
    };
  }
}

function printable(values: Record<string, unknown>, fields: ConfigFields): Record<string, unknown> {
  const shown = (): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        fields[name]?.isSecret === true && value !== undefined ? HIDDEN : withoutPassword(value),
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
