import { type Event, type EventDeclaration, DomainError } from '../../domain/mod.ts';
import type { KeyStore } from '../keys/key-store.ts';
import { eventLogMetrics } from './event-log-metrics.ts';
import { type SealedPlace, sealedPlaces, unsealField } from './sealed-field.ts';
import {
  type EventMetadata,
  type RawEvent,
  type StoredEvent,
  isEventMetadata,
  partsOfStream,
} from './stored-event.ts';
import { schemaUnknown, upcast } from './upcast.ts';

/** The declarations of event types, by type. */
export type Declarations = Readonly<Record<string, EventDeclaration>>;

/** What the client gives for one event read or received. */
export type Resolved = Readonly<{ event?: RawEvent | undefined; commitPosition?: bigint | undefined }>;

/**
 * Decodes what the client gives into stored events: upcast and unsealed. An event of an undeclared type is
 * `undefined`, and counted.
 */
export type EventDecoder<E extends Event = Event> = {
  (resolved: Resolved): Promise<StoredEvent<E> | undefined>;
  /** Decodes many at once, fetching all their keys together. */
  batch: (resolved: readonly Resolved[]) => Promise<(StoredEvent<E> | undefined)[]>;
};

type Decodable = Readonly<{
  event: RawEvent;
  metadata: EventMetadata;
  declaration: EventDeclaration;
  position: bigint;
  sealed: readonly SealedPlace[];
}>;

/**
 * Makes the decoder of a projection or a relay. `catalogues` are keyed by category, e.g.
 * `procedures_dossier`. Throws unavailable SCHEMA_UNKNOWN for a newer schema of a declared type,
 * EVENT_UNREADABLE for damaged metadata, SEAL_BROKEN for a damaged sealed field.
 */
export function eventDecoder<E extends Event = Event>(
  catalogues: Readonly<Record<string, Declarations>>,
  keys: KeyStore,
): EventDecoder<E> {
  const byCategory = new Map(Object.entries(catalogues));
  const prepare = (resolved: Resolved): Decodable | undefined => {
    const { event } = resolved;
    if (!event || event.type.startsWith('$') || event.streamId.startsWith('$')) return undefined;
    const declaration = declarationIn(byCategory.get(partsOfStream(event.streamId).category), event.type);
    if (!declaration) {
      eventLogMetrics.unknownTypes.add(1, { eventType: event.type });
      return undefined;
    }
    return decodable(event, declaration, resolved.commitPosition);
  };
  const batch = async (resolved: readonly Resolved[]): Promise<(StoredEvent<E> | undefined)[]> => {
    const prepared = resolved.map(prepare);
    const found = await keysOf(prepared, keys);
    return prepared.map((event) => event && decode<E>(event, found));
  };
  const one = async (resolved: Resolved): Promise<StoredEvent<E> | undefined> => {
    const prepared = prepare(resolved);
    return prepared && decode<E>(prepared, await keysOf([prepared], keys));
  };
  return Object.assign(one, { batch });
}

/**
 * Decodes a stream's events for a decision, which must understand every one. Throws unavailable
 * SCHEMA_UNKNOWN, EVENT_UNREADABLE, SEAL_BROKEN.
 */
export async function decodeAll<E extends Event>(
  events: readonly RawEvent[],
  declarations: Declarations,
  keys: KeyStore,
): Promise<StoredEvent<E>[]> {
  const prepared = events.map((event) => {
    const declaration = declarationIn(declarations, event.type);
    if (!declaration)
      throw schemaUnknown(event.type, isEventMetadata(event.metadata) ? event.metadata.schema : 0);
    return decodable(event, declaration);
  });
  const found = await keysOf(prepared, keys);
  return prepared.map((event) => decode<E>(event, found));
}

/** Looks up a type's declaration, ignoring inherited properties. */
export const declarationIn = (
  declarations: Declarations | undefined,
  type: string,
): EventDeclaration | undefined =>
  declarations && Object.hasOwn(declarations, type) ? declarations[type] : undefined;

function decodable(event: RawEvent, declaration: EventDeclaration, commitPosition?: bigint): Decodable {
  const { metadata } = event;
  const position = event.position?.commit ?? commitPosition;
  if (!isEventMetadata(metadata) || typeof event.data !== 'object' || position === undefined) {
    throw new DomainError('unavailable', 'EVENT_UNREADABLE', {
      stream: event.streamId,
      revision: event.revision,
    });
  }
  const maySeal = declaration.sealed !== undefined || declaration.upcast !== undefined;
  return { event, metadata, declaration, position, sealed: maySeal ? sealedPlaces(event.data) : [] };
}

const NO_KEYS: ReadonlyMap<string, Uint8Array> = new Map();

async function keysOf(
  events: readonly (Decodable | undefined)[],
  keys: KeyStore,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const persons = new Set<string>();
  for (const event of events) {
    for (const place of event?.sealed ?? []) persons.add(place.sealed.kid);
  }
  return persons.size === 0 ? NO_KEYS : keys.find([...persons]);
}

function decode<E extends Event>(
  { event, metadata, declaration, position, sealed }: Decodable,
  keys: ReadonlyMap<string, Uint8Array>,
): StoredEvent<E> {
  for (const place of sealed) unsealField(place, { stream: event.streamId, eventId: event.id }, keys);
  const { schema, at, occurred, actor, command, hash, correlation, causation, importId, traceparent, chain } =
    metadata;
  const stored = {
    type: event.type,
    data:
      schema === declaration.schema
        ? event.data
        : upcast(event.type, schema, event.data as Record<string, unknown>, declaration),
    at,
    occurred,
    actor,
    requestId: command,
    requestDigest: hash,
    correlation,
    schema,
    chain,
    position,
    stream: event.streamId,
    aggregateId: partsOfStream(event.streamId).aggregateId,
    eventId: event.id,
    revision: Number(event.revision),
    ...(causation === undefined ? {} : { causation }),
    ...(importId === undefined ? {} : { importId }),
    ...(traceparent === undefined ? {} : { traceparent }),
  };
  // The catalogue of the category declares the type, so its data has the shape that E gives it.
  return stored as unknown as StoredEvent<E>;
}
