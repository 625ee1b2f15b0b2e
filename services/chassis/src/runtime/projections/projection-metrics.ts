import { counter, gauge } from '../../telemetry/signals.ts';
import type { Logger } from '../logger/logger.ts';
import type { SeenBreak } from '../event-log/chain-watch.ts';

const unknownEvents = counter('unknownEvents');
const chainBreaks = counter('chainBreaks');
const projectionFailures = counter('projectionFailures');

const SEEN = {
  forged: 'an event is not as this service writes them, and is not projected',
  altered: 'the chain of a stream is broken at this event or the one before',
  gone: 'an event that was projected is no longer at its place: the log was cut, or restored',
} as const satisfies Record<SeenBreak['reason'], string>;

/** The metrics and alarms of one service's projector. */
export const projectionMetrics = (
  { name: service, logger }: Readonly<{ name: string; logger?: Logger }>,
  lagSeconds: () => number,
) => {
  const stop = gauge('projectionLagSeconds', lagSeconds, { service });
  // Exported as 0 from the start; a counter that first appears at 1 shows no increase.
  chainBreaks(0, { service });
  projectionFailures(0, { service });
  return {
    stop,
    skipped: (events: number): void => {
      if (events > 0) unknownEvents(events, { service });
    },
    chainBroken: ({ stream, revision, reason }: SeenBreak): void => {
      chainBreaks(1, { service });
      logger?.error({ service, stream, revision }, SEEN[reason]);
    },
    failed: (): void => projectionFailures(1, { service }),
  };
};
