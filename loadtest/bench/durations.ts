import { build } from 'hdr-histogram-js';

/** Collects durations in milliseconds, to a hundredth. */
export function durations() {
  const histogram = build({
    lowestDiscernibleValue: 1,
    highestTrackableValue: 60_000_000,
    numberOfSignificantValueDigits: 3,
  });
  return {
    record: (milliseconds: number) => {
      histogram.recordValue(Math.max(1, Math.round(milliseconds * 1000)));
    },
    /** Returns the duration that the given percentage is at or below. */
    percentile: (share: number) => histogram.getValueAtPercentile(share) / 1000,
    get count() {
      return histogram.totalCount;
    },
  };
}
