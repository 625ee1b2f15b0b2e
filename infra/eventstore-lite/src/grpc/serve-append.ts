import type { ServerReadableStream, sendUnaryData } from '@grpc/grpc-js';
import { shared, streams } from '../protocol.ts';
import { EXPECTED } from '../storage/records.ts';
import type { WriteResult } from '../storage/commands.ts';
import type { ServerContext } from './context.ts';
import { IncomingAppend } from './incoming-append.ts';
import { onStop } from './on-stop.ts';
import { streamNameOf, wholeNumber } from './request-fields.ts';
import { rpcErrors } from './rpc-error.ts';
import { rpcErrorOf, writeFailure } from './write-failure.ts';

type AppendReq = InstanceType<typeof streams.AppendReq>;
type AppendResp = InstanceType<typeof streams.AppendResp>;

interface ExpectedOptions {
  hasRevision(): boolean;
  getRevision(): string;
  hasNoStream(): boolean;
  hasAny(): boolean;
  hasStreamExists(): boolean;
}

/** The expected revision of an append, delete or tombstone. */
export function expectedOf(options: ExpectedOptions): number {
  if (options.hasRevision()) return wholeNumber(options.getRevision());
  if (options.hasNoStream()) return EXPECTED.noStream;
  if (options.hasAny()) return EXPECTED.any;
  if (options.hasStreamExists()) return EXPECTED.streamExists;
  throw rpcErrors.invalidArgument("'None' is not a valid expected stream revision");
}

interface Collected {
  stream: string | undefined;
  expected: number;
  readonly append: IncomingAppend;
}

function collect(
  into: Collected,
  message: AppendReq,
  limit: number,
  mayWrite: (stream: string) => void,
): void {
  const options = message.getOptions();
  if (options !== undefined) {
    into.stream = streamNameOf(options.getStreamIdentifier());
    mayWrite(into.stream);
    into.expected = expectedOf(options);
    return;
  }
  const proposed = message.getProposedMessage();
  if (proposed === undefined || into.stream === undefined)
    throw rpcErrors.invalidArgument('An append begins with its options.');
  into.append.add(proposed);
  if (into.append.size > limit) throw rpcErrors.maxAppendSize(limit);
}

/** The single append: options, then events, with one response. */
export function serveAppend(
  context: ServerContext,
  call: ServerReadableStream<AppendReq, AppendResp>,
  answer: sendUnaryData<AppendResp>,
): void {
  const collected: Collected = {
    stream: undefined,
    expected: EXPECTED.any,
    append: new IncomingAppend(context.incoming),
  };
  let failed = false;
  const fail = (error: unknown): void => {
    if (failed) return;
    failed = true;
    collected.append.leave();
    answer(rpcErrorOf(error));
  };
  // What has come in whole is answered; the rest of another append would not come any more.
  const settled = onStop(context.closing, () => fail(rpcErrors.stopping()));
  call.on('cancelled', () => {
    settled();
    collected.append.leave();
  });
  call.on('data', (message: AppendReq) => {
    if (failed) return;
    try {
      collect(collected, message, context.settings.maxAppendSize, (stream) =>
        context.access.require(call, stream, '$w'),
      );
    } catch (error) {
      fail(error);
    }
  });
  call.on('error', fail);
  call.on('end', () => {
    settled();
    if (failed) return;
    const { stream, expected, append } = collected;
    append.leave();
    if (stream === undefined) return fail(rpcErrors.invalidArgument('An append begins with its options.'));
    context.store
      .write({
        kind: 'append',
        stream,
        expected,
        events: append.events,
        account: context.access.accountOf(call),
      })
      .then((result) => answer(null, appendResponse(stream, expected, result)))
      .catch(fail);
  });
}

function appendResponse(stream: string, expected: number, result: WriteResult): AppendResp {
  const response = new streams.AppendResp();
  if (result.kind === 'done') {
    const success = new streams.AppendResp.Success();
    if (result.revision < 0) success.setNoStream(new shared.Empty());
    else success.setCurrentRevision(String(result.revision));
    if (result.position === null) success.setNoPosition(new shared.Empty());
    else
      success.setPosition(
        new streams.AppendResp.Position()
          .setCommitPosition(String(result.position))
          .setPreparePosition(String(result.position)),
      );
    return response.setSuccess(success);
  }
  if (result.kind === 'wrong-expected-version')
    return response.setWrongExpectedVersion(wrongExpected(expected, result.current));
  throw writeFailure('Append', stream, expected, result);
}

function wrongExpected(
  expected: number,
  current: number,
): InstanceType<typeof streams.AppendResp.WrongExpectedVersion> {
  const wrong = new streams.AppendResp.WrongExpectedVersion();
  const empty = new shared.Empty();
  if (current < 0) wrong.setCurrentNoStream(empty).setNoStream2060(empty);
  else wrong.setCurrentRevision(String(current)).setCurrentRevision2060(current);
  if (expected === EXPECTED.any) return wrong.setExpectedAny(empty).setAny2060(empty);
  if (expected === EXPECTED.streamExists)
    return wrong.setExpectedStreamExists(empty).setStreamExists2060(empty);
  if (expected === EXPECTED.noStream) return wrong.setExpectedNoStream(empty);
  return wrong.setExpectedRevision(String(expected)).setExpectedRevision2060(expected);
}
