import type { RatingSubject } from './events.ts';

/** Identifies what the same person may rate only once. */
export const ratingKey = (
  { subject, targetId }: { subject: RatingSubject; targetId: string | null },
  raterId: string,
): string => [subject, targetId ?? '', raterId].join('\n');
