import { gauge } from '@egov/chassis/runtime';
import type { TypedQueries } from '@egov/chassis/projections';
import type { ProceduresQueries } from '../projections/signatures.ts';

const DAY_MS = 86_400_000;

/** Has what is overdue and nearly due in the whole province measured, both by one question; answers how to stop that. */
export function deadlineGauges(read: Pick<TypedQueries<ProceduresQueries>, 'countDue'>): () => void {
  let counting: ReturnType<typeof read.countDue> | undefined;
  const count = async () => {
    const now = Date.now();
    counting ??= read.countDue({ agencies: null, importId: '', now, nearlyLateBefore: now + DAY_MS, officialId: undefined });
    try {
      return await counting;
    } finally {
      counting = undefined;
    }
  };
  const stops = [
    gauge('dossiersOverdue', async () => (await count()).late),
    gauge('dossiersNearlyDue', async () => (await count()).nearlyLate),
  ];
  return () => stops.forEach((stop) => stop());
}
