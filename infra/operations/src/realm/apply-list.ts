import type { AdminCall } from './admin-calls.ts';
import { withoutIds, type Item } from './exported-realm.ts';
import { nameOf, realmDifferences } from './realm-differences.ts';

/** A list of things in a realm: where Keycloak makes one, and where it has one. */
export type List = Readonly<{
  at: string;
  own?: (running: Item) => string;
  wanted: readonly Item[];
  running: readonly Item[];
}>;

/** Makes what is missing, updates what differs, and removes what is too much. */
export async function applyList(
  call: AdminCall,
  { at, wanted, running, own = ({ id = '' }) => `${at}/${id}` }: List,
): Promise<void> {
  for (const item of running)
    if (!wanted.some((other) => nameOf(other) === nameOf(item))) await call('DELETE', own(item));
  for (const item of wanted) {
    const found = running.find((other) => nameOf(other) === nameOf(item));
    if (found === undefined) await call('POST', at, withoutIds(item));
    else if (realmDifferences(item, found).length > 0) {
      // Mappers are a list of their own.
      const { protocolMappers: _, ...itself } = withoutIds(item);
      await call('PUT', own(found), {
        ...itself,
        ...idsOf(found),
        ...attributesOf(item, found),
      });
    }
  }
}

const idsOf = ({ id, internalId }: Item) => (internalId === undefined ? { id } : { internalId });

/** Keycloak keeps an attribute that an update does not name, and removes an empty one. */
export function attributesOf(wanted: Item, running: Item): object {
  if (running.attributes === undefined) return {};
  const names = Object.keys(running.attributes as object);
  return {
    attributes: {
      ...Object.fromEntries(names.map((name) => [name, ''])),
      ...(wanted.attributes as object | undefined),
    },
  };
}

/** Links among what exists already: roles in a role, scopes of a client. */
export async function applyLinks(
  call: AdminCall,
  at: string,
  wanted: readonly Item[],
  running: readonly Item[],
): Promise<void> {
  const without = (all: readonly Item[], others: readonly Item[]) =>
    all.filter(({ id }) => !others.some((other) => other.id === id));
  const [add, drop] = [without(wanted, running), without(running, wanted)];
  if (add.length > 0) await call('POST', at, add);
  if (drop.length > 0) await call('DELETE', at, drop);
}
