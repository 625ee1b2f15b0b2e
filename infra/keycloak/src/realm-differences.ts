import type { egovRealm } from './realm.ts';

export type WantedRealm = ReturnType<typeof egovRealm>;

/** One difference between the running realm and its source; `path` starts at the realm. */
export type Difference = Readonly<{ path: string; wanted: unknown; running: unknown }>;

/** Not compared: people belong to the realm, an export shows no secret, Keycloak rewrites the profile. */
const passedOver = new Set(['users', 'components', 'secret']);

/** Compares the export of a running realm with the source; only what the source has is compared. */
export const realmDifferences = (wanted: object, running: object): readonly Difference[] =>
  compared('', wanted, running);

/** Formats a difference as one line. */
export const differenceLine = ({ path, wanted, running }: Difference): string =>
  `${path}: wanted ${shown(wanted)}, running ${shown(running)}`;

const shown = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const nameOf = (value: unknown): string | undefined =>
  isRecord(value)
    ? [value.clientId, value.name, value.alias].find((name) => typeof name === 'string')
    : undefined;

function compared(path: string, wanted: unknown, running: unknown): readonly Difference[] {
  if (isRecord(wanted)) {
    if (!isRecord(running)) return [{ path, wanted, running }];
    return Object.entries(wanted)
      .filter(([key, value]) => !passedOver.has(key) && value !== undefined)
      .flatMap(([key, value]) => compared(path === '' ? key : `${path}.${key}`, value, running[key]));
  }
  if (Array.isArray(wanted))
    return listsCompared(
      path,
      wanted as readonly unknown[],
      Array.isArray(running) ? (running as readonly unknown[]) : [],
    );
  return wanted === running ? [] : [{ path, wanted, running }];
}

function listsCompared(
  path: string,
  wanted: readonly unknown[],
  running: readonly unknown[],
): readonly Difference[] {
  if (wanted.some((item) => nameOf(item) !== undefined)) {
    return wanted.flatMap((item) => {
      const found = running.find((other) => nameOf(other) === nameOf(item));
      return found === undefined
        ? [{ path: `${path}.${nameOf(item) ?? ''}`, wanted: 'to be there', running: undefined }]
        : compared(`${path}.${nameOf(item) ?? ''}`, item, found);
    });
  }
  const sorted = (items: readonly unknown[]): string => JSON.stringify(items.map(String).toSorted());
  return sorted(wanted) === sorted(running) ? [] : [{ path, wanted, running }];
}
