import { CallFailed } from '@egov/chassis/grpc';
import { payingWidth } from './paying-width.ts';
import { replayCase } from './replay-case.ts';
import type { ReplayTarget } from './replay-target.ts';
import type { LogItem, Malformed } from './source/case-log.ts';

/** What only the replay knows: what it could not read, and what the platform refused. */
export type ReplayOutcome = {
  importId: string;
  position: bigint;
  malformed: Malformed[];
  refused: { case: string; reason: string }[];
  replayed: { cases: number; events: number };
};

/** Called after each case with what is done so far. */
export type OnProgress = (done: { cases: number; events: number }) => void;

/**
 * Replays a log through the public API, as many cases at a time as pay off. A refused case is noted with the
 * platform's reason and the others continue; when the platform stops responding, the replay ends with that
 * error and may be run again.
 */
export async function replayLog({
  target,
  importId,
  items,
  limit = Infinity,
  signal,
  onProgress,
  pace = payingWidth(),
}: {
  target: ReplayTarget;
  importId: string;
  items: AsyncIterable<LogItem>;
  limit?: number;
  signal?: AbortSignal;
  onProgress?: OnProgress;
  pace?: ReturnType<typeof payingWidth>;
}): Promise<ReplayOutcome> {
  const outcome = nothingYet(importId);
  const nameOf = uniqueNames();
  const underWay = new Set<Promise<void>>();
  let taken = 0;
  let failure: { error: unknown } | undefined;

  for await (const item of items) {
    if (item.kind === 'malformed') {
      outcome.malformed.push(item.malformed);
      continue;
    }
    if (taken === limit) break;
    taken += 1;
    const logged = item.case;
    const name = nameOf(logged.caseId);
    const run = replayCase(target, importId, name, logged).then(
      (position) => {
        if (position > outcome.position) outcome.position = position;
        outcome.replayed.cases += 1;
        outcome.replayed.events += logged.events.length;
        pace.record(logged.events.length);
        onProgress?.(outcome.replayed);
      },
      (error: unknown) => {
        const reason = refusalReason(error);
        if (reason === undefined) failure ??= { error };
        else outcome.refused.push({ case: name, reason });
      },
    );
    const tracked: Promise<void> = run.finally(() => underWay.delete(tracked));
    underWay.add(tracked);
    while (underWay.size >= pace.width) await Promise.race(underWay);
    if (failure || signal?.aborted) break;
  }
  await Promise.all(underWay);
  if (failure) throw failure.error;
  signal?.throwIfAborted();
  outcome.malformed.sort((a, b) => a.line - b.line);
  return outcome;
}

const nothingYet = (importId: string): ReplayOutcome => ({
  importId,
  position: 0n,
  malformed: [],
  refused: [],
  replayed: { cases: 0, events: 0 },
});

/** Two traces with the same name are two cases, as a log may use a name twice. */
function uniqueNames(): (caseId: string) => string {
  const names = new Map<string, number>();
  return (caseId) => {
    const occurrence = (names.get(caseId) ?? 0) + 1;
    names.set(caseId, occurrence);
    return occurrence === 1 ? caseId : `${caseId} #${occurrence}`;
  };
}

const refusals: ReadonlySet<string> = new Set([
  'INVALID_ARGUMENT',
  'FAILED_PRECONDITION',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'OUT_OF_RANGE',
]);

/**
 * Returns the platform's reason for refusing a case; undefined for any other error, which is a failure of the
 * replay itself.
 */
const refusalReason = (error: unknown): string | undefined =>
  error instanceof CallFailed && refusals.has(error.codeName) ? error.reason || error.codeName : undefined;
