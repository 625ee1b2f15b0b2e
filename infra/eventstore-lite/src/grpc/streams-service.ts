import type {
  Metadata,
  ServerReadableStream,
  ServerDuplexStream,
  ServerUnaryCall,
  ServerWritableStream,
  sendUnaryData,
} from '@grpc/grpc-js';
import { serveSubscription } from '../subscriptions/serve-subscription.ts';
import { ALL_STREAM } from '../persistent/group-settings.ts';
import { services, shared, streams } from '../protocol.ts';
import type { ServerContext } from './context.ts';
import { readPlanOf } from './read-plan.ts';
import { ResponseSink } from './response-sink.ts';
import { streamNameOf } from './request-fields.ts';
import { rpcErrors } from './rpc-error.ts';
import { expectedOf, serveAppend } from './serve-append.ts';
import { serveBatchAppend } from './serve-batch-append.ts';
import { serveRead } from './serve-read.ts';
import { rpcErrorOf, writeFailure } from './write-failure.ts';

type Read = ServerWritableStream<InstanceType<typeof streams.ReadReq>, Buffer>;
type Delete = InstanceType<typeof streams.DeleteReq>;
type Tombstone = InstanceType<typeof streams.TombstoneReq>;

const asIs = (bytes: Buffer): Buffer => bytes;

/** The service's definition, with the frequent responses passed through as bytes. */
export const streamsDefinition = {
  ...services.streams,
  read: { ...services.streams.read, responseSerialize: asIs },
  batchAppend: { ...services.streams.batchAppend, responseSerialize: asIs },
};

/** Streams: read, subscribe, append, delete, tombstone. */
export const streamsService = (context: ServerContext) => ({
  read(call: Read): void {
    const sink = new ResponseSink(call);
    read(context, call, sink).catch((error: unknown) => sink.fail(rpcErrorOf(error)));
  },
  append: (
    call: ServerReadableStream<
      InstanceType<typeof streams.AppendReq>,
      InstanceType<typeof streams.AppendResp>
    >,
    answer: sendUnaryData<InstanceType<typeof streams.AppendResp>>,
  ): void => serveAppend(context, call, answer),
  batchAppend: (call: ServerDuplexStream<InstanceType<typeof streams.BatchAppendReq>, Buffer>): void =>
    serveBatchAppend(context, call),
  delete(
    call: ServerUnaryCall<Delete, InstanceType<typeof streams.DeleteResp>>,
    answer: sendUnaryData<InstanceType<typeof streams.DeleteResp>>,
  ): void {
    remove(context, call, call.request.getOptions(), false)
      .then((position) => {
        const response = new streams.DeleteResp();
        answer(
          null,
          position === null
            ? response.setNoPosition(new shared.Empty())
            : response.setPosition(
                new streams.DeleteResp.Position()
                  .setCommitPosition(String(position))
                  .setPreparePosition(String(position)),
              ),
        );
      })
      .catch((error: unknown) => answer(rpcErrorOf(error)));
  },
  tombstone(
    call: ServerUnaryCall<Tombstone, InstanceType<typeof streams.TombstoneResp>>,
    answer: sendUnaryData<InstanceType<typeof streams.TombstoneResp>>,
  ): void {
    remove(context, call, call.request.getOptions(), true)
      .then((position) => {
        const response = new streams.TombstoneResp();
        answer(
          null,
          position === null
            ? response.setNoPosition(new shared.Empty())
            : response.setPosition(
                new streams.TombstoneResp.Position()
                  .setCommitPosition(String(position))
                  .setPreparePosition(String(position)),
              ),
        );
      })
      .catch((error: unknown) => answer(rpcErrorOf(error)));
  },
});

async function read(
  context: ServerContext,
  call: Read,
  sink: ResponseSink<InstanceType<typeof streams.ReadReq>>,
): Promise<void> {
  const plan = readPlanOf(call.request.getOptions());
  context.access.require(call, plan.stream ?? ALL_STREAM, '$r');
  sink.endAt(context.closing);
  if (plan.count !== undefined) return serveRead(context.store, plan, sink);
  await serveSubscription(context.store, plan, sink);
}

type RemoveOptions =
  | InstanceType<typeof streams.DeleteReq.Options>
  | InstanceType<typeof streams.TombstoneReq.Options>;

async function remove(
  { store, access }: ServerContext,
  call: { readonly metadata: Metadata },
  options: RemoveOptions | undefined,
  hard: boolean,
): Promise<number | null> {
  if (options === undefined) throw rpcErrors.invalidArgument("'options' is missing");
  const stream = streamNameOf(options.getStreamIdentifier());
  access.require(call, stream, '$d');
  const expected = expectedOf(options);
  const account = access.accountOf(call);
  const result = await store.write({ kind: 'delete', stream, expected, hard, account });
  if (result.kind !== 'done') throw writeFailure(hard ? 'Tombstone' : 'Delete', stream, expected, result);
  return result.position;
}
