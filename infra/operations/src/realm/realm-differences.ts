/** One difference between the running realm and its source; `path` starts at the realm. */
export type Difference = Readonly<{ path: string; wanted: unknown; running: unknown }>;

/**
 * Not compared: what each realm numbers for itself, secrets, which an export masks, and accounts, which
 * belong to the realm.
 */
const passedOver = new Set([
  'id',
  'internalId',
  'containerId',
  'secret',
  'clientSecret',
  'client.secret.creation.time',
  'users',
  'keycloakVersion',
]);

/** Compares two exports both ways: what is missing, what differs, and what is too much. */
export const realmDifferences = (wanted: object, running: object): readonly Difference[] =>
  compared('', wanted, running);

/** Formats a difference as one line. */
export const differenceLine = ({ path, wanted, running }: Difference): string =>
  `${path}: wanted ${shown(wanted)}, running ${shown(running)}`;

const shown = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
const isNothing = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (isList(value) && value.length === 0) ||
  (isRecord(value) && Object.keys(value).length === 0);

function compared(path: string, wanted: unknown, running: unknown): readonly Difference[] {
  if (isNothing(wanted) && isNothing(running)) return [];
  if (isList(wanted) || isList(running)) return listsCompared(path, wanted, running);
  if (!isRecord(wanted) && !isRecord(running)) return wanted === running ? [] : [{ path, wanted, running }];
  const [left, right] = [isRecord(wanted) ? wanted : {}, isRecord(running) ? running : {}];
  return [...new Set([...Object.keys(left), ...Object.keys(right)])]
    .filter((key) => !passedOver.has(key))
    .flatMap((key) => compared(joined(path, key), left[key], right[key]));
}

function listsCompared(path: string, wanted: unknown, running: unknown): readonly Difference[] {
  const [left, right] = [isList(wanted) ? wanted : [], isList(running) ? running : []];
  if (![...left, ...right].some(isRecord)) {
    const sorted = (items: readonly unknown[]): string => JSON.stringify(items.map(String).toSorted());
    return sorted(left) === sorted(right) ? [] : [{ path, wanted, running }];
  }
  const [asked, found] = [named(left), named(right)];
  return [...new Set([...asked.keys(), ...found.keys()])].flatMap((name) => {
    const at = joined(path, name);
    if (!found.has(name)) return [{ path: at, wanted: 'to be there', running: undefined }];
    if (!asked.has(name)) return [{ path: at, wanted: undefined, running: 'there' }];
    return compared(at, asked.get(name), found.get(name));
  });
}

/** The items of a list by name; of several with one name, the later ones are numbered. */
function named(items: readonly unknown[]): ReadonlyMap<string, unknown> {
  const all = new Map<string, unknown>();
  for (const item of items) {
    const name = nameOf(item);
    const same = [...all.keys()].filter((known) => known === name || known.startsWith(`${name}#`)).length;
    all.set(same === 0 ? name : `${name}#${same + 1}`, item);
  }
  return all;
}

const NAMES = ['clientId', 'client', 'clientScope', 'alias', 'name', 'authenticator', 'flowAlias'] as const;

/** The name by which an item of an export is known among its like. */
export function nameOf(item: unknown): string {
  if (!isRecord(item)) return '';
  const name = NAMES.map((key) => item[key]).find((value) => typeof value === 'string') ?? '';
  return typeof item.subType === 'string' ? `${String(name)} (${item.subType})` : String(name);
}

const joined = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);
