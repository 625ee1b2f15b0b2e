import { gauge } from '@egov/chassis/runtime';

/** Who can say how many unfinished dossiers are late, and nearly so. */
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

const DAY_MS = 86_400_000;

/**
 * Has what is overdue and nearly due in the whole province measured, both by one question; answers how to
 * stop that.
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
