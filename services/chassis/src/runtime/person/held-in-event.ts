import type { Event, EventCatalogue } from '../../domain/mod.ts';
import { placesOf, valueAt } from '../event-log/field-path.ts';
import type { StoredEvent } from '../event-log/stored-event.ts';
import type { PersonDatum } from './person.ts';

/** Fields of events that name a person and are not sealed: they stay when the person is forgotten. */
export type Unsealed = Readonly<Record<string, readonly string[]>>;

/**
 * Lists what an event of a person's record holds on them: every text that is sealed under their key, whatever
 * the field, and what is not sealed. Of a forgotten person only the latter is left.
 */
export function heldInEvent<E extends Event>(
  personId: string,
  { type, data, at, aggregateId }: StoredEvent<E>,
  {
    name,
    catalogue,
    unsealed = {},
  }: Readonly<{ name: string; catalogue: EventCatalogue<E>; unsealed?: Unsealed }>,
): PersonDatum[] {
  const sealed = Object.entries(catalogue[type as E['type']].sealed ?? {}).flatMap(([path, person]) =>
    placesOf(data, path).filter(({ indexes }) => valueAt(data, person, indexes) === personId),
  );
  const open = (unsealed[type] ?? []).flatMap((path) => placesOf(data, path));
  return [...sealed, ...open].flatMap(({ holder, key, path }) =>
    textsIn(holder[key], path).map(([field, value]) => ({
      record: `${name}:${aggregateId}`,
      event: type,
      recorded: at,
      field,
      value,
    })),
  );
}

function textsIn(value: unknown, path: string): (readonly [string, string])[] {
  if (value === null || value === undefined || value === '') return [];
  if (typeof value !== 'object') return [[path, String(value as string | number | boolean)]];
  return Object.entries(value).flatMap(([key, held]) => textsIn(held, `${path}.${key}`));
}
