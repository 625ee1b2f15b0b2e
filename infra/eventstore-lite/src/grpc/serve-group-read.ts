import type { ServerDuplexStream } from '@grpc/grpc-js';
import type { persistent } from '../protocol.ts';
import { ALL_STREAM } from '../persistent/group-settings.ts';
import type { NackAction, Group } from '../persistent/group.ts';
import type { Consumer } from '../persistent/consumer.ts';
import { persistentResponse } from '../wire/persistent-response.ts';
import type { ServerContext } from './context.ts';
import { ResponseSink } from './response-sink.ts';
import { streamNameOf, uuidOf } from './request-fields.ts';
import { rpcErrors } from './rpc-error.ts';
import { rpcErrorOf } from './write-failure.ts';

type ReadReq = InstanceType<typeof persistent.ReadReq>;
type Options = InstanceType<typeof persistent.ReadReq.Options>;
export type GroupReadCall = ServerDuplexStream<ReadReq, Buffer>;

const ACTIONS: readonly NackAction[] = ['unknown', 'park', 'retry', 'skip', 'stop'];

interface Connected {
  readonly group: Group;
  readonly consumer: Consumer;
}

/** A consumer's call: its options first, then acknowledgements, while messages go the other way. */
export function serveGroupRead(context: ServerContext, call: GroupReadCall): void {
  const sink = new ResponseSink(call);
  let connected: Connected | undefined;
  sink.endAt(context.closing);
  call.on('data', (message: ReadReq) => {
    try {
      if (connected === undefined) connected = connect(context, call, sink, message.getOptions());
      else answer(connected, message);
    } catch (error) {
      sink.fail(rpcErrorOf(error));
    }
  });
  call.on('end', () => {
    if (connected !== undefined) connected.group.disconnect(connected.consumer);
    sink.end();
  });
}

function connect(
  { groups, access }: ServerContext,
  call: GroupReadCall,
  sink: ResponseSink<ReadReq>,
  options: Options | undefined,
): Connected {
  if (options === undefined) throw rpcErrors.invalidArgument('A read begins with its options.');
  const stream = options.hasAll() ? ALL_STREAM : streamNameOf(options.getStreamIdentifier());
  access.require(call, stream, '$r');
  const group = groups.get(stream, options.getGroupName());
  const structured = options.getUuidOption()?.hasString() !== true;
  if (options.getBufferSize() <= 0)
    throw rpcErrors.invalidArgument("'buffer_size' must be greater than zero");
  const consumer = group.connect({
    name: String(call.metadata.get('connection-name')[0] ?? '<unknown>'),
    from: call.getPeer(),
    user: access.userOf(call).name,
    bufferSize: options.getBufferSize(),
    deliver: (message) => sink.write(persistentResponse.event(message.resolved, message.retries, structured)),
    drop: (error) => sink.fail(error),
  });
  sink.onClose(() => group.disconnect(consumer));
  void sink.write(persistentResponse.confirmation(`${stream}::${options.getGroupName()}`));
  return { group, consumer };
}

/** The most events that are answered in one message. */
const MAX_IDS = 50_000;

type Uuids = Parameters<typeof uuidOf>[0][];

function idsOf(ids: Uuids): string[] {
  if (ids.length > MAX_IDS) throw rpcErrors.invalidArgument(`'ids' has more than ${MAX_IDS} entries`);
  return ids.map((id) => uuidOf(id).toString('hex'));
}

function answer({ group, consumer }: Connected, message: ReadReq): void {
  const ack = message.getAck();
  if (ack !== undefined) group.ack(idsOf(ack.getIdsList()));
  const nack = message.getNack();
  if (nack !== undefined) {
    group.nack(consumer, idsOf(nack.getIdsList()), ACTIONS[nack.getAction()] ?? 'unknown', nack.getReason());
  }
}
