/**
 * A place inside plain JSON: the object or list that holds a field, its key there, and the whole path with
 * list indexes.
 */
export type FieldPlace = Readonly<{
  holder: Record<string, unknown>;
  key: string;
  path: string;
  indexes: readonly string[];
}>;

const isHolder = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/**
 * Finds the places that a dotted path names; `*` stands for each element of a list. Absent fields and `null`
 * are not places.
 */
export function placesOf(data: unknown, path: string): FieldPlace[] {
  return walk(data, path.split('.'), [], []);
}

function walk(
  value: unknown,
  [segment, ...rest]: readonly string[],
  trail: readonly string[],
  indexes: readonly string[],
): FieldPlace[] {
  if (!isHolder(value) || segment === undefined) return [];
  const keys = segment === '*' ? Object.keys(value) : [segment];
  return keys.flatMap((key) => {
    const held = Object.hasOwn(value, key) ? value[key] : undefined;
    if (held === undefined || held === null) return [];
    const here = [...trail, key];
    const passed = segment === '*' ? [...indexes, key] : indexes;
    return rest.length === 0
      ? [{ holder: value, key, path: here.join('.'), indexes: passed }]
      : walk(held, rest, here, passed);
  });
}

/** Reads the value at a dotted path whose `*` are, in order, the given list indexes. */
export function valueAt(data: unknown, path: string, indexes: readonly string[]): unknown {
  const remaining = [...indexes];
  return path.split('.').reduce<unknown>((value, segment) => {
    const key = segment === '*' ? remaining.shift() : segment;
    return isHolder(value) && key !== undefined && Object.hasOwn(value, key) ? value[key] : undefined;
  }, data);
}
