/** One environment variable: how its text becomes a value, and what the table of `--help` says of it. */
export type DeclaredField<T> = Readonly<{
  parse: (text: string) => T;
  /** What the value is, e.g. `a port`. */
  kind: string;
  description: string;
  isSecret: boolean;
  isOptional: boolean;
  /** Holds everywhere. */
  fallback?: T;
  /** Holds outside production only, where every URL and secret must be said. */
  devFallback?: T;
}>;

/** A variable that more can be said of. */
export type ConfigField<T> = DeclaredField<T> &
  Readonly<{
    describe: (text: string) => ConfigField<T>;
    secret: () => ConfigField<T>;
    optional: () => ConfigField<T | undefined>;
    // Written as methods, so that a field of any type is a ConfigField<unknown>.
    default(value: T): ConfigField<T>;
    dev(value: T): ConfigField<T>;
  }>;

/** What a field may be told at once. */
export type FieldOptions<T> = Readonly<{ dev?: T; default?: T }>;

function field<T>(state: DeclaredField<T>): ConfigField<T> {
  return Object.freeze({
    ...state,
    describe: (description: string) => field({ ...state, description }),
    secret: () => field({ ...state, isSecret: true }),
    optional: () => field<T | undefined>({ ...state, isOptional: true }),
    default: (value: T) => field({ ...state, fallback: value }),
    dev: (value: T) => field({ ...state, devFallback: value }),
  });
}

function fieldOf<T>(kind: string, parse: (text: string) => T, options: FieldOptions<T> = {}): ConfigField<T> {
  return field<T>({
    kind,
    parse,
    description: '',
    isSecret: false,
    isOptional: false,
    ...(options.default === undefined ? {} : { fallback: options.default }),
    ...(options.dev === undefined ? {} : { devFallback: options.dev }),
  });
}

/** Declares a text. */
export const text = (options?: FieldOptions<string>): ConfigField<string> =>
  fieldOf('a text', (value) => value, options);

/** Declares the path of a file or folder. */
export const path = (options?: FieldOptions<string>): ConfigField<string> =>
  fieldOf('a path', (value) => value, options);

/** Declares a whole number. */
export function integer({
  min = 0,
  max = Number.MAX_SAFE_INTEGER,
  ...options
}: FieldOptions<number> & { min?: number; max?: number } = {}): ConfigField<number> {
  return fieldOf(
    `a whole number from ${min}${max === Number.MAX_SAFE_INTEGER ? '' : ` to ${max}`}`,
    (value) => {
      const number = Number(value);
      if (!/^-?\d+$/.test(value) || number < min || number > max) throw new RangeError('out of range');
      return number;
    },
    options,
  );
}

/** Declares a port; 0 lets the system choose. */
export const port = (options?: FieldOptions<number>): ConfigField<number> =>
  integer({ ...options, min: 0, max: 65_535 });

/** Declares a URL. */
export function url(options?: FieldOptions<string>): ConfigField<string> {
  return fieldOf(
    'a URL',
    (value) => {
      if (!URL.canParse(value)) throw new TypeError('not a URL');
      return value;
    },
    options,
  );
}

/** Declares true or false. */
export function flag(options?: FieldOptions<boolean>): ConfigField<boolean> {
  return fieldOf(
    'true or false',
    (value) => {
      if (value !== 'true' && value !== 'false') throw new TypeError('neither true nor false');
      return value === 'true';
    },
    options,
  );
}

/** Declares one of a few words. */
export function choice<const Word extends string>(
  words: readonly Word[],
  options?: FieldOptions<Word>,
): ConfigField<Word> {
  return fieldOf<Word>(
    `one of ${words.join(', ')}`,
    (value) => {
      const word = words.find((known) => known === value);
      if (word === undefined) throw new TypeError('not one of them');
      return word;
    },
    options,
  );
}
