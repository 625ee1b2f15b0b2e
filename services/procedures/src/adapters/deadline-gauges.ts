import { DAY_MS } from '@egov/chassis/domain';
import { gauge } from '@egov/chassis/runtime';

/** Returns how many unfinished dossiers are late, and nearly late. */
export type CountsDue = Readonly<{
  countDue: (
    args: Readonly<{
      agencies: null;
      importId: string;
      now: number;
      nearlyLateBefore: number;
      officialId: undefined;
    }>,
  ) => Promise<Readonly<{ late: number; nearlyLate: number }>>;
}>;

/**
 * Exports the number of overdue and nearly due dossiers of the whole province, from one query; returns a stop
 * function.
 */
export function deadlineGauges(read: CountsDue): () => void {
  let counting: ReturnType<CountsDue['countDue']> | undefined;
  const count = async () => {
    const now = Date.now();
    counting ??= read.countDue({
      agencies: null,
      importId: '',
      now,
      nearlyLateBefore: now + DAY_MS,
      officialId: undefined,
    });
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
