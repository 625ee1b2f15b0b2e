import type { RatingSubject } from './events.ts';

/** What may be rated once by the same person. */
export const ratingKey = (
  { subject, targetId }: { subject: RatingSubject; targetId: string | null },
  raterId: string,
): string => [subject, targetId ?? '', raterId].join('\n');
