import { randomUUID } from 'node:crypto';
import { RatingSubject, ResultOutcome, ReturnMethod } from '@egov/proto/egov/procedures/v1/dossier';
import { JUSTICE, once, reception } from './one-stop-centre.ts';
import { ratingDevice, type Clients, type Platform } from './platform.ts';

/** Returns the fields of every act on a dossier. */
export const act = (dossierId: string) => ({ ...once(), dossierId, occurredAt: undefined });

/** Receives a dossier at the counter and hands it over to a specialist; returns its id. */
export async function dossierInWork(
  { procedures: { intake, solving } }: Clients,
  given: Partial<ReturnType<typeof reception>> = {},
  officialId = 'minh',
): Promise<string> {
  const dossierId = given.dossierId ?? randomUUID();
  await intake.receiveDossier({ ...reception(dossierId, randomUUID()), ...given });
  await solving.handOverDossier({
    ...act(dossierId),
    stepId: 'examine',
    agencyId: JUSTICE,
    officialId,
  });
  return dossierId;
}

/** Takes a dossier in progress to its end, returned and rated at the counter. */
export async function finish(
  platform: Platform,
  dossierId: string,
  { receivedBy, comment }: Readonly<{ receivedBy?: string; comment?: string }> = {},
): Promise<void> {
  const { solving, ending } = platform.as().procedures;
  await solving.completeStep({ ...act(dossierId), stepId: 'examine' });
  await ending.releaseResult({
    ...act(dossierId),
    outcome: ResultOutcome.RESULT_OUTCOME_GRANTED,
  });
  await ending.returnResult({ ...act(dossierId), method: ReturnMethod.RETURN_METHOD_COUNTER, receivedBy });
  await platform.as(ratingDevice).procedures.correspondence.rateDossier({
    ...act(dossierId),
    subject: RatingSubject.RATING_SUBJECT_DOSSIER,
    score: 5,
    comment,
  });
}
