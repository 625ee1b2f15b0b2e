import { persistent, services, shared } from '../protocol.ts';
import { ALL_STREAM } from '../persistent/group-settings.ts';
import type { ServerContext } from './context.ts';
import { groupInfo } from './group-info.ts';
import { groupRequest } from './group-request.ts';
import { streamNameOf, wholeNumber } from './request-fields.ts';
import { rpcErrors } from './rpc-error.ts';
import { serveGroupRead, type GroupReadCall } from './serve-group-read.ts';
import { unary } from './unary.ts';

type Req<K extends 'CreateReq' | 'UpdateReq' | 'DeleteReq' | 'GetInfoReq' | 'ReplayParkedReq' | 'ListReq'> =
  InstanceType<(typeof persistent)[K]>;

interface GroupAddress {
  hasAll(): boolean;
  getStreamIdentifier(): InstanceType<typeof shared.StreamIdentifier> | undefined;
  getGroupName(): string;
}

const given = <T>(options: T | undefined): T => {
  if (options === undefined) throw rpcErrors.invalidArgument("'options' is missing");
  return options;
};

const streamOf = (options: Pick<GroupAddress, 'hasAll' | 'getStreamIdentifier'>): string =>
  options.hasAll() ? ALL_STREAM : streamNameOf(options.getStreamIdentifier());

export const persistentDefinition = {
  ...services.persistent,
  read: { ...services.persistent.read, responseSerialize: (bytes: Buffer): Buffer => bytes },
};

/** Persistent subscriptions: manage groups, and consume through them. */
export const persistentService = (context: ServerContext) => {
  const { groups, access } = context;
  const groupOf = (options: GroupAddress) => groups.get(streamOf(options), options.getGroupName());
  return {
    create: unary(async (request: Req<'CreateReq'>, call) => {
      access.requireOperator(call);
      await groups.create(groupRequest(request.getOptions()));
      return new persistent.CreateResp();
    }),
    update: unary(async (request: Req<'UpdateReq'>, call) => {
      access.requireOperator(call);
      await groups.update(groupRequest(request.getOptions()));
      return new persistent.UpdateResp();
    }),
    delete: unary(async (request: Req<'DeleteReq'>, call) => {
      access.requireOperator(call);
      const options = given(request.getOptions());
      await groups.remove(streamOf(options), options.getGroupName());
      return new persistent.DeleteResp();
    }),
    read: (call: GroupReadCall): void => serveGroupRead(context, call),
    getInfo: unary((request: Req<'GetInfoReq'>, call) => {
      access.requireOperator(call);
      return new persistent.GetInfoResp().setSubscriptionInfo(
        groupInfo(groupOf(given(request.getOptions()))),
      );
    }),
    replayParked: unary(async (request: Req<'ReplayParkedReq'>, call) => {
      access.requireOperator(call);
      const options = given(request.getOptions());
      await groupOf(options).replayParked(options.hasStopAt() ? wholeNumber(options.getStopAt()) : undefined);
      return new persistent.ReplayParkedResp();
    }),
    list: unary((request: Req<'ListReq'>, call) => {
      access.requireOperator(call);
      const forStream = given(request.getOptions()).getListForStream();
      const stream =
        forStream === undefined
          ? undefined
          : forStream.hasAll()
            ? ALL_STREAM
            : streamNameOf(forStream.getStream());
      return new persistent.ListResp().setSubscriptionsList(groups.list(stream).map(groupInfo));
    }),
    restartSubsystem: unary(async (_request: InstanceType<typeof shared.Empty>, call) => {
      access.requireOperator(call);
      await groups.restart();
      return new shared.Empty();
    }),
  };
};
