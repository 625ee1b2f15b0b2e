import type { ServerDuplexStream } from '@grpc/grpc-js';
import type { streams } from '../protocol.ts';
import { EXPECTED } from '../storage/records.ts';
import type { WriteResult } from '../storage/commands.ts';
import { CODE, batchAppendResponse, type BatchAddress } from '../wire/batch-append-response.ts';
import { TooBusy } from '../storage/writer.ts';
import type { ServerContext } from './context.ts';
import { IncomingAppend, type IncomingMemory } from './incoming-append.ts';
import { onStop } from './on-stop.ts';
import { streamNameOf, uuidOf, wholeNumber } from './request-fields.ts';
import { ResponseSink } from './response-sink.ts';
import { RpcError, rpcErrors } from './rpc-error.ts';
import { refusalOf } from './write-failure.ts';

type BatchAppendReq = InstanceType<typeof streams.BatchAppendReq>;
type Options = InstanceType<typeof streams.BatchAppendReq.Options>;

/** One append whose parts are still coming in. */
interface Pending {
  readonly address: BatchAddress;
  readonly expected: number;
  readonly deadline: number;
  readonly incoming: IncomingAppend;
}

interface Rules {
  readonly limit: number;
  readonly memory: IncomingMemory;
  mayWrite(stream: string): boolean;
}

/** Most unfinished appends of one call; a client that opens more without ending them is cut off. */
const MAX_PENDING = 10_000;

/** Responses that a client has not read before it is not read from. */
const MAX_UNREAD = 1000;

/** The batch protocol: many appends over one call, each answered by its correlation id. */
export function serveBatchAppend(context: ServerContext, call: Call): void {
  const sink = new ResponseSink(call);
  const pending = new Map<string, Pending>();
  const account = context.access.accountOf(call);
  let unanswered = 0;
  let ended = false;
  const send = pacedSend(call, sink, context.closing);
  const endWhenAnswered = (): void => {
    if (unanswered > 0) return;
    if (context.closing.aborted) sink.fail(rpcErrors.stopping());
    else if (ended) sink.end();
  };
  sink.onClose(
    onStop(context.closing, () => {
      // What has come in whole is answered, then the call ends.
      call.pause();
      endWhenAnswered();
    }),
  );
  sink.onClose(() => leaveAll(pending));
  const append = (append: Pending): void => {
    unanswered += 1;
    context.store
      .write({
        kind: 'append',
        stream: append.address.stream,
        expected: append.expected,
        events: append.incoming.events,
        account,
      })
      .then((result) => send(responseTo(append, result)))
      .catch((error: unknown) =>
        send(
          error instanceof TooBusy
            ? batchAppendResponse.other(append.address, error.message, CODE.resourceExhausted)
            : batchAppendResponse.unknown(append.address),
        ),
      )
      .finally(() => {
        unanswered -= 1;
        endWhenAnswered();
      });
  };
  const rules: Rules = {
    limit: context.settings.maxAppendSize,
    memory: context.incoming,
    mayWrite: (stream) => context.access.may(call, stream, '$w'),
  };
  call.on('data', (message: BatchAppendReq) => {
    const refusal = take(pending, message, rules, append);
    if (refusal !== undefined) send(refusal);
    if (pending.size > MAX_PENDING) sink.fail(rpcErrors.tooBusy());
  });
  call.on('end', () => {
    ended = true;
    endWhenAnswered();
  });
}

type Call = ServerDuplexStream<BatchAppendReq, Buffer>;

/** Sends responses; a client that does not read them is not read from either. */
const pacedSend =
  (call: Call, sink: ResponseSink<BatchAppendReq>, closing: AbortSignal) =>
  (message: Buffer): void => {
    const late = sink.write(message);
    // A commit answers many appends in one burst, which is no reason to stop reading yet.
    if (late === undefined || call.writableLength < MAX_UNREAD) return;
    call.pause();
    void late.then(() => {
      if (!closing.aborted) call.resume();
    });
  };

function leaveAll(pending: Map<string, Pending>): void {
  for (const { incoming } of pending.values()) incoming.leave();
  pending.clear();
}

/**
 * Adds a message to its append and submits it when it is complete. Returns the response if there is one
 * already.
 */
function take(
  pending: Map<string, Pending>,
  message: BatchAppendReq,
  { limit, memory, mayWrite }: Rules,
  append: (append: Pending) => void,
): Buffer | undefined {
  const correlation = message.getCorrelationId()?.serializeBinary() ?? new Uint8Array();
  let address: BatchAddress = { correlation, stream: '' };
  let id = '';
  const over = (): void => {
    pending.get(id)?.incoming.leave();
    pending.delete(id);
  };
  try {
    id = uuidOf(message.getCorrelationId()).toString('hex');
    const options = message.getOptions();
    if (options !== undefined && !pending.has(id)) {
      address = { correlation, stream: streamNameOf(options.getStreamIdentifier()) };
      const started = {
        address,
        expected: expectedPositionOf(options),
        deadline: deadlineOf(options),
        incoming: new IncomingAppend(memory),
      };
      if (!mayWrite(address.stream)) return batchAppendResponse.accessDenied(address);
      if (started.deadline <= Date.now()) return batchAppendResponse.timeout(address);
      pending.set(id, started);
    }
    const current = pending.get(id);
    if (current === undefined) return undefined;
    address = current.address;
    for (const proposed of message.getProposedMessagesList()) current.incoming.add(proposed);
    if (current.incoming.size > limit) {
      over();
      return batchAppendResponse.tooLarge(address, limit);
    }
    if (!message.getIsFinal()) return undefined;
    over();
    if (current.deadline <= Date.now()) return batchAppendResponse.timeout(address);
    append(current);
    return undefined;
  } catch (error) {
    // Refused as a whole: what still comes of it is ignored.
    over();
    if (error instanceof TooBusy)
      return batchAppendResponse.other(address, error.message, CODE.resourceExhausted);
    if (error instanceof RpcError)
      return batchAppendResponse.other(address, error.message, CODE.invalidArgument);
    throw error;
  }
}

function expectedPositionOf(options: Options): number {
  if (options.hasStreamPosition()) return wholeNumber(options.getStreamPosition());
  if (options.hasNoStream()) return EXPECTED.noStream;
  if (options.hasAny()) return EXPECTED.any;
  if (options.hasStreamExists()) return EXPECTED.streamExists;
  throw rpcErrors.invalidArgument("'None' is not a valid expected stream position");
}

function deadlineOf(options: Options): number {
  const deadline = options.getDeadline();
  return deadline === undefined
    ? Number.MAX_SAFE_INTEGER
    : deadline.getSeconds() * 1000 + deadline.getNanos() / 1e6;
}

function responseTo({ address, expected }: Pending, result: WriteResult): Buffer {
  switch (result.kind) {
    case 'done':
      return batchAppendResponse.success(address, result.revision, result.position);
    case 'wrong-expected-version':
      return batchAppendResponse.wrongExpectedVersion(address, expected, result.current);
    case 'stream-deleted':
      return batchAppendResponse.streamDeleted(address);
    case 'failed':
      return batchAppendResponse.other(
        address,
        refusalOf('Append', result),
        result.full ? CODE.resourceExhausted : CODE.internal,
      );
  }
}
