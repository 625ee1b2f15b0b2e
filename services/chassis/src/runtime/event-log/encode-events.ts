import { v7 } from 'uuid';
import type { Event, Instant, Recorded } from '../../domain/mod.ts';
import type { KeyStore } from '../keys/key-store.ts';
import { currentTraceparent } from '../../telemetry/spans.ts';
import type { ChainKeys } from './chain-keys.ts';
import { chainLink } from './chain-link.ts';
import type { CommandContext } from './command-context.ts';
import { type Declarations, declarationIn } from './event-decoder.ts';
import { requestDigest } from './request-digest.ts';
import { type Sealing, blankFields, sealFields } from './sealed-field.ts';
import type { EventMetadata } from './stored-event.ts';

/** An event with its id and bytes fixed: every sending of it is the same. */
export type ProposedEvent = {
  id: string;
  contentType: 'application/json';
  type: string;
  data: Record<string, unknown>;
  metadata: EventMetadata;
};

/** Where in its stream an append begins, and for which call. */
export type EncodeOptions = Readonly<{
  stream: string;
  tail: Readonly<{ revision: bigint; at: Instant; link: string }>;
  context: CommandContext;
  declarations: Declarations;
  log: Readonly<{
    province: string;
    epoch: string;
    keys: KeyStore;
    chainKeys: ChainKeys;
    clock: () => Instant;
  }>;
}>;

/**
 * The events to append, the same events as a fold sees them, the digest of their request, and the stream's
 * tail after them.
 */
export type Encoded<E extends Event> = Readonly<{
  proposed: ProposedEvent[];
  recorded: Recorded<E>[];
  digest: string;
  tail: Readonly<{ revision: bigint; at: Instant; link: string }>;
}>;

type Sealed<E extends Event> = Readonly<{
  id: string;
  type: string;
  schema: number;
  data: Record<string, unknown>;
  /** The data as its link covers it. */
  json: string;
  recorded: Recorded<E>;
  persons: ReadonlySet<string>;
}>;

/**
 * Fixes ids, recorded time, sealed fields and chain of the events of one decision. Nothing new is opened
 * about a person who was forgotten; what is open about them goes on, and no word about them is kept. Throws
 * as sealing does.
 */
export async function encodeEvents<E extends Event>(
  events: readonly E[],
  options: EncodeOptions,
): Promise<Encoded<E>> {
  const { stream, tail, context, log } = options;
  const now = log.clock();
  const at = now > tail.at ? now : tail.at;
  const sealed: Sealed<E>[] = [];
  for (const event of events) sealed.push(await sealedEvent(event, at, options));
  const persons = sealed.flatMap((event) => [...event.persons]);
  const digest = await requestDigest(context.requestHash, persons, log.keys);
  const proposed: ProposedEvent[] = [];
  let { revision, link } = tail;
  for (const { id, type, schema, data, json } of sealed) {
    const metadata = metadataOf({ schema, at, digest, chain: link }, context, log);
    revision += 1n;
    link = chainLink(
      { stream, revision, id, type, metadata: JSON.stringify(metadata), data: json },
      log.chainKeys.current.key,
    );
    proposed.push({ id, contentType: 'application/json', type, data, metadata: { ...metadata, link } });
  }
  const recorded = sealed.map((event) => event.recorded);
  return { proposed, recorded, digest, tail: { revision, at, link } };
}

const NOTHING_SEALED: Sealing = { persons: new Set(), blanked: [] };

async function sealedEvent<E extends Event>(
  event: E,
  at: Instant,
  { stream, tail, context, declarations, log }: EncodeOptions,
): Promise<Sealed<E>> {
  const declaration = declarationIn(declarations, event.type);
  if (!declaration) throw new TypeError(`The catalogue of '${stream}' does not declare '${event.type}'.`);
  const id = v7();
  const blank = tail.revision >= 0n;
  // What goes into the log is JSON, so the fold sees JSON too: no date, no undefined.
  const plain = JSON.stringify(event.data);
  const data = JSON.parse(plain) as Record<string, unknown>;
  const seen = JSON.parse(plain) as Record<string, unknown>;
  const sealing = declaration.sealed
    ? await sealFields(data, declaration.sealed, { stream, eventId: id }, { keys: log.keys, blank })
    : NOTHING_SEALED;
  blankFields(seen, sealing.blanked);
  return {
    id,
    type: event.type,
    schema: declaration.schema,
    data,
    json: declaration.sealed ? JSON.stringify(data) : plain,
    recorded: recordedAs(event, seen, at, context),
    persons: sealing.persons,
  };
}

function metadataOf(
  { schema, at, digest, chain }: Readonly<{ schema: number; at: Instant; digest: string; chain: string }>,
  context: CommandContext,
  { province, epoch, chainKeys }: EncodeOptions['log'],
): EventMetadata {
  const traceparent = currentTraceparent();
  return {
    schema,
    at,
    occurred: context.occurred ?? context.now,
    actor: context.actor,
    command: context.requestId,
    hash: digest,
    correlation: context.correlation,
    ...(context.causation === undefined ? {} : { causation: context.causation }),
    province,
    epoch,
    ...(context.importId === undefined ? {} : { importId: context.importId }),
    // Absent if nothing is recorded: the bytes are then the same as without telemetry.
    ...(traceparent === undefined ? {} : { traceparent }),
    chain,
    key: chainKeys.current.id,
  };
}

function recordedAs<E extends Event>(
  event: E,
  data: unknown,
  at: Instant,
  context: CommandContext,
): Recorded<E> {
  const recorded = {
    type: event.type,
    data,
    at,
    occurred: context.occurred ?? context.now,
    actor: context.actor,
    requestId: context.requestId,
    ...(context.importId === undefined ? {} : { importId: context.importId }),
  };
  return recorded as unknown as Recorded<E>;
}
