import { persistent } from '../protocol.ts';
import {
  ALL_STREAM,
  STRATEGIES,
  isStrategy,
  type GroupEntry,
  type GroupSettings,
  type Strategy,
} from '../persistent/group-settings.ts';
import { filterOf } from './filter.ts';
import { MAX_NAME, streamNameOf, wholeNumber } from './request-fields.ts';
import { rpcErrors } from './rpc-error.ts';

type CreateOptions = InstanceType<typeof persistent.CreateReq.Options>;
type UpdateOptions = InstanceType<typeof persistent.UpdateReq.Options>;
type Settings =
  | InstanceType<typeof persistent.CreateReq.Settings>
  | InstanceType<typeof persistent.UpdateReq.Settings>;

const TICKS_PER_MS = 10_000;

/** A group as a create or update request defines it. */
export function groupRequest(
  options: CreateOptions | UpdateOptions | undefined,
): Omit<GroupEntry, 'endedAt'> {
  const settings = options?.getSettings();
  if (options === undefined || settings === undefined)
    throw rpcErrors.invalidArgument("'options' or 'settings' is missing");
  const group = options.getGroupName();
  if (group === '') throw rpcErrors.invalidArgument("'' is not a valid group name");
  if (group.length > MAX_NAME)
    throw rpcErrors.invalidArgument(`'group_name' is longer than ${MAX_NAME} characters`);
  const { stream, startFrom } = sourceOf(options, settings);
  return {
    stream,
    group,
    settings: check(stream, group, { ...settingsOf(settings), startFrom, filter: groupFilter(options) }),
  };
}

function sourceOf(
  options: CreateOptions | UpdateOptions,
  settings: Settings,
): { stream: string; startFrom: GroupSettings['startFrom'] } {
  const all = options.getAll();
  if (all !== undefined) {
    const position = all.getPosition();
    return {
      stream: ALL_STREAM,
      startFrom:
        position !== undefined ? wholeNumber(position.getCommitPosition()) : all.hasEnd() ? 'end' : 'start',
    };
  }
  const stream = options.getStream();
  if (stream === undefined)
    return {
      stream: streamNameOf(options.getStreamIdentifier()),
      startFrom: legacyStart(settings.getRevision()),
    };
  return {
    stream: streamNameOf(stream.getStreamIdentifier()),
    startFrom: stream.hasRevision() ? wholeNumber(stream.getRevision()) : stream.hasEnd() ? 'end' : 'start',
  };
}

// Clients before 21.10 put the revision into the settings; the largest uint64 means the end.
const legacyStart = (revision: string): GroupSettings['startFrom'] =>
  wholeNumber(revision) === Number.MAX_SAFE_INTEGER ? 'end' : wholeNumber(revision);

function groupFilter(options: CreateOptions | UpdateOptions): GroupSettings['filter'] {
  const all = options.getAll();
  return all instanceof persistent.CreateReq.AllOptions && all.hasFilter()
    ? filterOf(all.getFilter())
    : undefined;
}

function settingsOf(settings: Settings): Omit<GroupSettings, 'startFrom' | 'filter'> {
  return {
    resolveLinks: settings.getResolveLinks(),
    extraStatistics: settings.getExtraStatistics(),
    maxRetryCount: settings.getMaxRetryCount(),
    minCheckpointCount: settings.getMinCheckpointCount(),
    maxCheckpointCount: settings.getMaxCheckpointCount(),
    maxSubscriberCount: settings.getMaxSubscriberCount(),
    liveBufferSize: settings.getLiveBufferSize(),
    readBatchSize: settings.getReadBatchSize(),
    historyBufferSize: settings.getHistoryBufferSize(),
    messageTimeout: settings.hasMessageTimeoutTicks()
      ? wholeNumber(settings.getMessageTimeoutTicks()) / TICKS_PER_MS
      : settings.getMessageTimeoutMs(),
    checkpointAfter: settings.hasCheckpointAfterTicks()
      ? wholeNumber(settings.getCheckpointAfterTicks()) / TICKS_PER_MS
      : settings.getCheckpointAfterMs(),
    strategy: strategyOf(settings),
  };
}

function strategyOf(settings: Settings): Strategy {
  const named = settings instanceof persistent.CreateReq.Settings ? settings.getConsumerStrategy() : '';
  if (named === '') return STRATEGIES[settings.getNamedConsumerStrategy()] ?? 'RoundRobin';
  if (!isStrategy(named))
    throw rpcErrors.unimplemented(
      `The consumer strategy '${named}' is not supported; known: ${STRATEGIES.join(', ')}.`,
    );
  return named;
}

function check(stream: string, group: string, settings: GroupSettings): GroupSettings {
  const fail = (reason: string): never => {
    throw rpcErrors.groupFailed(stream, group, reason);
  };
  if (settings.readBatchSize <= 0) fail('Read batch size must be greater than zero.');
  if (settings.historyBufferSize <= 0) fail('Buffer size must be greater than zero.');
  if (settings.readBatchSize >= settings.historyBufferSize)
    fail('Read batch size must be smaller than the buffer size.');
  if (settings.maxRetryCount < 0 || settings.maxSubscriberCount < 0) fail('Counts must not be negative.');
  if (settings.messageTimeout < 0 || settings.checkpointAfter < 0) fail('Times must not be negative.');
  return settings;
}
