import { importIdOf } from './import-identity.ts';
import type { OpenPlatform } from './open-platform.ts';
import { platformTarget } from './platform-target.ts';
import { payingWidth } from './paying-width.ts';
import { progressOn } from './progress.ts';
import { replayLog } from './replay-log.ts';
import { replayReport } from './report.ts';
import type { Malformed } from './source/case-log.ts';
import type { CsvColumns } from './source/csv-columns.ts';
import { openLog } from './source/open-log.ts';

/** The most rows a list of the statistics may have (the contract of GetProcessStatistics). */
const allRows = 10_000;
const NOTE_EVERY_MS = 10_000;

export type ReplayPlan = Readonly<{
  file: string;
  columns: CsvColumns;
  limit: number;
  signal: AbortSignal;
  output: NodeJS.WriteStream;
}>;

/** The cases of a log, as far as they are replayed. */
export async function sizeOf({
  file,
  columns,
  limit,
}: Pick<ReplayPlan, 'file' | 'columns' | 'limit'>): Promise<{
  cases: number;
  events: number;
  firstMalformed: Malformed | undefined;
}> {
  const size: Awaited<ReturnType<typeof sizeOf>> = { cases: 0, events: 0, firstMalformed: undefined };
  for await (const item of openLog(file, columns)) {
    if (item.kind === 'malformed') size.firstMalformed ??= item.malformed;
    else if (size.cases < limit) {
      size.cases += 1;
      size.events += item.case.events.length;
    }
  }
  return size;
}

/**
 * Replays a file and reads the platform's figures of it; the time is from the first request until they
 * include the last event.
 */
export async function replayFile(
  { clients }: OpenPlatform,
  plan: ReplayPlan,
  events: number,
): Promise<ReturnType<typeof replayReport>> {
  const { file, columns, limit, signal, output } = plan;
  const progress = progressOn(output, events);
  const pace = payingWidth();
  let notedAt = Number.NEGATIVE_INFINITY;
  const target = platformTarget(clients, {
    signal,
    onWait: ({ codeName }) => {
      if (codeName === 'RESOURCE_EXHAUSTED') pace.shed();
      if (performance.now() - notedAt < NOTE_EVERY_MS) return;
      notedAt = performance.now();
      progress.note(`The platform returns ${codeName}: waiting for it.`);
    },
  });
  const importId = await importIdOf(file, columns);
  const began = performance.now();
  try {
    const outcome = await replayLog({
      target,
      importId,
      items: openLog(file, columns),
      limit,
      signal,
      pace,
      onProgress: (done) => progress.show(done.events, done.cases),
    });
    const statistics = await target.getProcessStatistics({
      scope: { importId },
      top: allRows,
      minPosition: outcome.position,
    });
    return replayReport(statistics, outcome, (performance.now() - began) / 1000);
  } finally {
    progress.end();
  }
}
