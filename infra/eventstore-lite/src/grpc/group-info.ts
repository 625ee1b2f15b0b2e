import { persistent } from '../protocol.ts';
import type { Consumer } from '../persistent/consumer.ts';
import type { Group } from '../persistent/group.ts';
import { ALL_STREAM } from '../persistent/group-settings.ts';

type Info = InstanceType<typeof persistent.SubscriptionInfo>;
type ConnectionInfo = InstanceType<typeof persistent.SubscriptionInfo.ConnectionInfo>;

const placeText = (stream: string, place: number): string =>
  stream === ALL_STREAM ? `C:${place}/P:${place}` : String(place);

function startText({ stream, settings: { startFrom } }: Group['entry']): string {
  return placeText(stream, startFrom === 'start' ? 0 : startFrom === 'end' ? -1 : startFrom);
}

function connectionInfo({ end, meter, slots, inFlight }: Consumer, extra: boolean): ConnectionInfo {
  const { count, perSecond } = meter.sinceLast();
  const measured = extra ? meter.measurements() : [];
  return new persistent.SubscriptionInfo.ConnectionInfo()
    .setFrom(end.from)
    .setUsername(end.user)
    .setConnectionName(end.name)
    .setTotalItems(String(meter.total))
    .setCountSinceLastMeasurement(String(count))
    .setAverageItemsPerSecond(perSecond)
    .setAvailableSlots(slots)
    .setInFlightMessages(inFlight)
    .setObservedMeasurementsList(
      measured.map(([key, value]) =>
        new persistent.SubscriptionInfo.Measurement().setKey(key).setValue(String(value)),
      ),
    );
}

/** A group's settings, connections and counts in the protocol's message. */
export function groupInfo(group: Group): Info {
  const { entry, meter, waiting, outstanding } = group;
  const { stream, settings } = entry;
  const known = group.lastKnown;
  const nothingKnown = stream === ALL_STREAM ? known === 0 : known < 0;
  return new persistent.SubscriptionInfo()
    .setEventSource(stream)
    .setGroupName(entry.group)
    .setStatus(group.live || group.consumers.size === 0 ? 'Live' : 'Behind')
    .setConnectionsList(
      [...group.consumers].map((consumer) => connectionInfo(consumer, settings.extraStatistics)),
    )
    .setAveragePerSecond(meter.averagePerSecond())
    .setTotalItems(String(meter.total))
    .setCountSinceLastMeasurement(String(meter.sinceLast().count))
    .setLastCheckpointedEventPosition(
      group.checkpoint.saved === undefined ? '' : placeText(stream, group.checkpoint.saved),
    )
    .setLastKnownEventPosition(nothingKnown ? '' : placeText(stream, known))
    .setResolveLinkTos(settings.resolveLinks)
    .setStartFrom(startText(entry))
    .setMessageTimeoutMilliseconds(settings.messageTimeout)
    .setExtraStatistics(settings.extraStatistics)
    .setMaxRetryCount(settings.maxRetryCount)
    .setLiveBufferSize(settings.liveBufferSize)
    .setBufferSize(settings.historyBufferSize)
    .setReadBatchSize(settings.readBatchSize)
    .setCheckPointAfterMilliseconds(settings.checkpointAfter)
    .setMinCheckPointCount(settings.minCheckpointCount)
    .setMaxCheckPointCount(settings.maxCheckpointCount)
    .setReadBufferCount(waiting.fresh)
    .setLiveBufferCount('0')
    .setRetryBufferCount(waiting.retries)
    .setTotalInFlightMessages(outstanding.size)
    .setOutstandingMessagesCount(outstanding.size)
    .setNamedConsumerStrategy(settings.strategy)
    .setMaxSubscriberCount(settings.maxSubscriberCount)
    .setParkedMessageCount(String(group.records.parkedCount()));
}
