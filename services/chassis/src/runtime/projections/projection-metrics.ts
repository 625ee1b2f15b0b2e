import { counter, gauge } from '../../telemetry/mod.ts';

const unknownEvents = counter('unknownEvents');
const chainBreaks = counter('chainBreaks');
const projectionFailures = counter('projectionFailures');

/** What is measured of one service's projector. */
export const projectionMetrics = (service: string, lagSeconds: () => number) => {
  const stop = gauge('projectionLagSeconds', lagSeconds, { service });
  return {
    stop,
    skipped: (events: number): void => { if (events > 0) unknownEvents(events, { service }); },
    chainBroken: (): void => chainBreaks(1, { service }),
    failed: (): void => projectionFailures(1, { service }),
  };
};
