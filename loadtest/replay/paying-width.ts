/**
 * Finds how many concurrent cases pay off: widens while the last widening made the replay at least 5 %
 * faster, and settles one step back when it did not. `record` is called with each finished case's events,
 * `shed` when the platform turned a call away: then the width falls by a fifth, at most once a second, as the
 * cases that are under way take every place that becomes free, and those that wait would starve. `width` is
 * how many may be in progress.
 */
export function payingWidth({
  start = 32,
  most = 256,
  everyEvents = 1_000,
  everyMs = 1_000,
  clock = () => performance.now(),
} = {}) {
  let width = start;
  let best = 0;
  let settled = false;
  let events = 0;
  let since = clock();
  let shedAt = Number.NEGATIVE_INFINITY;
  return {
    get width() {
      return width;
    },
    record(done: number) {
      events += done;
      if (settled || events < everyEvents) return;
      const rate = events / (clock() - since);
      events = 0;
      since = clock();
      if (rate > best * 1.05) {
        best = rate;
        width = Math.min(most, width * 2);
        settled = width === most;
      } else {
        width = Math.max(1, Math.floor(width / 2));
        settled = true;
      }
    },
    shed() {
      if (clock() - shedAt < everyMs) return;
      shedAt = clock();
      width = Math.max(1, Math.floor(width * 0.8));
      settled = true;
    },
  };
}
