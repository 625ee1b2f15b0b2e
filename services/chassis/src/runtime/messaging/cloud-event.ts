import { type MsgHdrs, headers } from '@nats-io/transport-node';
import { currentTraceparent } from '../../telemetry/spans.ts';
import type { StoredEvent } from '../event-log/stored-event.ts';
import type { PublicMessage } from './public-message.ts';

/** A public event as a consumer receives it. */
export type ReceivedMessage = Readonly<{
  /** The id of the event; the same when a message is delivered twice. */
  id: string;
  type: string;
  subject: string;
  aggregateId: string;
  /** The event's revision in its aggregate, to drop outdated events. */
  revision: number;
  /** The revision of the aggregate's public event before this one. */
  previous: number | undefined;
  position: bigint;
  /** When it was recorded. */
  time: string;
  /** When it happened in the office. */
  occurred: string;
  correlation: string;
  importId: string | undefined;
  /** The W3C trace context of its publication. */
  traceparent?: string | undefined;
  data: Uint8Array;
}>;

/** Writes an event's CloudEvents attributes (binary mode) as headers. */
export const cloudEventHeaders = (
  service: string,
  event: StoredEvent,
  { type }: PublicMessage,
  previous: number | undefined,
): MsgHdrs => {
  const written = headers();
  const values: Readonly<Record<string, string | undefined>> = {
    'ce-specversion': '1.0',
    'ce-id': event.eventId,
    'ce-source': `/egov/${service}`,
    'ce-type': type,
    'ce-subject': event.aggregateId,
    'ce-time': event.at,
    'content-type': 'application/protobuf',
    'egov-position': event.position.toString(),
    'egov-revision': event.revision.toString(),
    'egov-previous': previous?.toString(),
    'egov-occurred': event.occurred,
    'egov-correlation': event.correlation,
    'egov-import': event.importId,
    traceparent: event.traceparent && currentTraceparent(),
  };
  for (const [name, value] of Object.entries(values)) if (value !== undefined) written.set(name, value);
  return written;
};

const REQUIRED = ['ce-id', 'ce-type', 'ce-subject', 'ce-time', 'egov-position', 'egov-revision'] as const;
const WHOLE_NUMBER = /^\d{1,15}$/;

/** Decodes a message; `undefined` if it is not one of ours. */
export const readCloudEvent = (
  subject: string,
  read: MsgHdrs | undefined,
  data: Uint8Array,
): ReceivedMessage | undefined => {
  if (read === undefined || REQUIRED.some((name) => read.get(name) === '')) return undefined;
  const [position, revision, previous] = ['egov-position', 'egov-revision', 'egov-previous'].map((name) =>
    read.get(name),
  );
  if (
    !WHOLE_NUMBER.test(position ?? '') ||
    !WHOLE_NUMBER.test(revision ?? '') ||
    !(previous === '' || WHOLE_NUMBER.test(previous ?? ''))
  )
    return undefined;
  return {
    id: read.get('ce-id'),
    type: read.get('ce-type'),
    subject,
    aggregateId: read.get('ce-subject'),
    time: read.get('ce-time'),
    occurred: read.get('egov-occurred') || read.get('ce-time'),
    correlation: read.get('egov-correlation') || read.get('ce-id'),
    revision: Number(revision),
    previous: previous === '' ? undefined : Number(previous),
    position: BigInt(position ?? 0),
    importId: read.get('egov-import') || undefined,
    traceparent: read.get('traceparent') || undefined,
    data,
  };
};
