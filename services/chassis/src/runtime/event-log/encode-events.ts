import { v7 } from 'uuid';
import type { Event, Instant, Recorded } from '../../domain/mod.ts';
import type { KeyStore } from '../keys/key-store.ts';
import { currentTraceparent } from '../../telemetry/spans.ts';
import type { ChainKeys } from './chain-keys.ts';
import { chainLink } from './chain-link.ts';
import type { CommandContext } from './command-context.ts';
import { type Declarations, declarationIn } from './event-decoder.ts';
import { blankFields, sealFields } from './sealed-field.ts';
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

/** The events to append, the same events as a fold sees them, and the stream's tail after them. */
export type Encoded<E extends Event> = Readonly<{
  proposed: ProposedEvent[];
  recorded: Recorded<E>[];
  tail: Readonly<{ revision: bigint; at: Instant; link: string }>;
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
  const { stream, tail, context, declarations, log } = options;
  const now = log.clock();
  const at = now > tail.at ? now : tail.at;
  const proposed: ProposedEvent[] = [];
  const recorded: Recorded<E>[] = [];
  let { revision, link } = tail;
  for (const event of events) {
    const declaration = declarationIn(declarations, event.type);
    if (!declaration) throw new TypeError(`The catalogue of '${stream}' does not declare '${event.type}'.`);
    const id = v7();
    // What goes into the log is JSON, so the fold sees JSON too: no date, no undefined.
    const plain = JSON.stringify(event.data);
    const data = JSON.parse(plain) as Record<string, unknown>;
    const seen = JSON.parse(plain) as Record<string, unknown>;
    if (declaration.sealed)
      blankFields(
        seen,
        await sealFields(
          data,
          declaration.sealed,
          { stream, eventId: id },
          { keys: log.keys, blank: tail.revision >= 0n },
        ),
      );
    recorded.push(recordedAs(event, seen, at, context));
    const metadata = metadataOf(declaration.schema, at, link, context, log);
    revision += 1n;
    link = chainLink(
      {
        stream,
        revision,
        id,
        type: event.type,
        metadata: JSON.stringify(metadata),
        data: declaration.sealed ? JSON.stringify(data) : plain,
      },
      log.chainKeys.current.key,
    );
    const linked = { ...metadata, link };
    proposed.push({ id, contentType: 'application/json', type: event.type, data, metadata: linked });
  }
  return { proposed, recorded, tail: { revision, at, link } };
}

function metadataOf(
  schema: number,
  at: Instant,
  chain: string,
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
    hash: context.requestHash,
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
