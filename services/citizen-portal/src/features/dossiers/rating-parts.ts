import { type TimelineEntry, RatingSubject } from '@egov/proto/egov/procedures/v1/dossier';

/**
 * A step or an official that the applicant may rate by itself; `name` of an official is the subject until it
 * is looked up.
 */
export type RatingPart = Readonly<{ field: string; subject: RatingSubject; targetId: string; name: string }>;

type Data = Readonly<{
  step?: Readonly<{ stepId?: string; name?: string }> | null;
  to?: Readonly<{ officialId?: string | null }>;
  subject?: string;
  targetId?: string | null;
}>;

/** The steps and officials that a dossier went through, without those that this person rated already. */
export function ratingParts(entries: readonly TimelineEntry[], rater: string): readonly RatingPart[] {
  const rated = new Set<string>();
  const parts = new Map<string, RatingPart>();
  const add = (
    subject: RatingSubject,
    kind: string,
    targetId: string | null | undefined,
    name: string | null | undefined,
  ): void => {
    if (targetId)
      parts.set(`${kind}:${targetId}`, {
        field: `part-${kind}-${targetId}`,
        subject,
        targetId,
        name: name || targetId,
      });
  };
  for (const { eventType, dataJson, actorId } of entries) {
    const { step, to, subject, targetId } = JSON.parse(dataJson || '{}') as Data;
    if (eventType === 'StepCompleted' || eventType === 'StepStarted')
      add(RatingSubject.RATING_SUBJECT_STEP, 'step', step?.stepId, step?.name);
    if (eventType === 'DossierHandedOver')
      add(RatingSubject.RATING_SUBJECT_OFFICIAL, 'official', to?.officialId, to?.officialId);
    if (eventType === 'DossierRated' && actorId === rater) rated.add(`${subject ?? ''}:${targetId ?? ''}`);
  }
  return [...parts].filter(([key]) => !rated.has(key)).map(([, part]) => part);
}
