import { counter, gauge } from '../../telemetry/signals.ts';
import type { Logger } from '../logger/logger.ts';
import type { SeenBreak } from '../event-log/chain-watch.ts';

const unknownEvents = counter('unknownEvents');
const chainBreaks = counter('chainBreaks');
const projectionFailures = counter('projectionFailures');

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
    chainBroken: ({ stream, revision }: SeenBreak): void => {
      chainBreaks(1, { service });
      logger?.error(
        { service, stream, revision },
        'the chain of a stream is broken at this event or the one before',
      );
    },
    failed: (): void => projectionFailures(1, { service }),
  };
};
