import type { Event, EventCatalogue } from '../../domain/mod.ts';
import type { CommandHandler } from '../event-log/command-contract.ts';
import type { Page } from '../projections/page.ts';
import { pageToken } from '../projections/page-token.ts';
import type { QueryOptions } from '../projections/queries.ts';
import { heldInEvent, type Unsealed } from './held-in-event.ts';
import type { PersonDatum } from './person.ts';

/** The records of a service that hold data on persons. */
export type HeldRecords<E extends Event = Event> = Readonly<{
  /** What a record is called in the list, e.g. `dossier`. */
  name: string;
  catalogue: EventCatalogue<E>;
  unsealed?: Unsealed;
  /** The ids of a person's records, in a stable order. */
  of: (personId: string, options: QueryOptions) => Promise<readonly string[]>;
  page: CommandHandler<unknown, never, E>['page'];
}>;

/** Returns the records of a service, whatever their events. */
export const heldRecords = <E extends Event>(records: HeldRecords<E>): HeldRecords =>
  records as unknown as HeldRecords;

/** Events that one page is read from: each holds little, so a page stays far below the limit of a message. */
const EVENTS = 100;

/** Lists what is held on a person, oldest record first; a page may be empty and have a next one. */
export async function listHeld(
  records: HeldRecords,
  { personId, pageToken: token }: Readonly<{ personId: string; pageToken: string | undefined }>,
  options: QueryOptions,
): Promise<Page<PersonDatum>> {
  const query = { heldOn: personId };
  const ids = await records.of(personId, options);
  const [id = ids[0], revision = 0] = pageToken.decode(query, token, 2) ?? [];
  let index = ids.indexOf(String(id));
  let from = Number(revision);
  if (token !== undefined && (index < 0 || !Number.isSafeInteger(from) || from < 0))
    throw pageToken.refused();
  const items: PersonDatum[] = [];
  for (let left = EVENTS; left > 0;) {
    const at = ids[index];
    if (at === undefined) return { items, nextPageToken: undefined };
    const events = await records.page(at, { from: BigInt(from), count: left }, options.signal);
    items.push(...events.flatMap((event) => heldInEvent(personId, event, records)));
    if (events.length < left) {
      index += 1;
      from = 0;
    } else from += events.length;
    left -= Math.max(1, events.length);
  }
  const next = ids[index];
  return { items, nextPageToken: next === undefined ? undefined : pageToken.encode(query, [next, from]) };
}
