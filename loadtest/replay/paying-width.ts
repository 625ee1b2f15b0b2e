/**
 * Finds how many concurrent cases pay off: widens while the last widening made the replay at least 5 %
 * faster, and settles one step back when it did not. `record` is called with each finished case's events;
 * `width` is how many may be in progress.
 */
export function payingWidth({
  start = 32,
  most = 256,
  everyEvents = 1_000,
  clock = () => performance.now(),
} = {}) {
  let width = start;
  let best = 0;
  let settled = false;
  let events = 0;
  let since = clock();
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
  };
}
