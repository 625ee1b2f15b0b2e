import type { EventLog } from '../event-log/event-log.ts';

const ASK_EVERY_MS = 1_000;

/**
 * Makes a service not ready while the event log does not answer its reads: callers then go to another
 * replica. Returns a stop function.
 */
export function liveReadiness(
  log: Pick<EventLog, 'onUnanswered' | 'end'>,
  setReady: (ready: boolean) => void,
  askEveryMs = ASK_EVERY_MS,
): () => void {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const askLater = (): void => {
    if (!stopped) timer = setTimeout(() => void ask(), askEveryMs);
  };
  const ask = async (): Promise<void> => {
    try {
      await log.end();
    } catch {
      // It still does not answer; the read that found out has been logged.
      return askLater();
    }
    timer = undefined;
    if (!stopped) setReady(true);
  };
  log.onUnanswered(() => {
    if (stopped || timer !== undefined) return;
    setReady(false);
    askLater();
  });
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
