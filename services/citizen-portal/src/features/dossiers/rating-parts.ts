import { detailOf } from '@egov/dossier-views';
import { RatingSubject } from '@egov/proto/egov/procedures/v1/dossier';
import type { TimelineEntry } from '@egov/proto/egov/procedures/v1/timeline';

/**
 * A step or an official that the applicant may rate separately; `name` of an official is the subject until it
 * is looked up.
 */
export type RatingPart = Readonly<{ field: string; subject: RatingSubject; targetId: string; name: string }>;

const kinds = {
  [RatingSubject.RATING_SUBJECT_STEP]: 'step',
  [RatingSubject.RATING_SUBJECT_OFFICIAL]: 'official',
} as const;
type Rated = keyof typeof kinds;

const keyOf = (subject: RatingSubject, targetId: string): string => `${subject}:${targetId}`;

/** The steps and officials of a dossier, without those that this person has rated already. */
export function ratingParts(entries: readonly TimelineEntry[], rater: string): readonly RatingPart[] {
  const rated = new Set<string>();
  const parts = new Map<string, RatingPart>();
  const add = (subject: Rated, targetId: string, name: string): void =>
    void parts.set(keyOf(subject, targetId), {
      field: `part-${kinds[subject]}-${targetId}`,
      subject,
      targetId,
      name: name || targetId,
    });
  for (const entry of entries) {
    const step = detailOf(entry, 'step');
    if (step !== undefined) add(RatingSubject.RATING_SUBJECT_STEP, step.stepId, step.name);
    const official = detailOf(entry, 'handOver')?.toOfficialId;
    if (official) add(RatingSubject.RATING_SUBJECT_OFFICIAL, official, official);
    const rating = detailOf(entry, 'rating');
    if (rating !== undefined && entry.actorId === rater)
      rated.add(keyOf(rating.subject, rating.targetId ?? ''));
  }
  return [...parts].filter(([key]) => !rated.has(key)).map(([, part]) => part);
}
