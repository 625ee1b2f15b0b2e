import { randomUUID } from 'node:crypto';
import { RatingSubject, ResultOutcome, ReturnMethod } from '@egov/proto/egov/procedures/v1/dossier';
import { JUSTICE, once, reception } from './one-stop-centre.ts';
import type { Clients } from './platform.ts';

/** What every act on a dossier carries. */
export const act = (dossierId: string) => ({ ...once(), dossierId, occurredAt: undefined });

/** Hands a dossier in at the counter and over to a specialist; answers its id. */
export async function dossierInWork(
  { procedures: { dossiers } }: Clients,
  given: Partial<ReturnType<typeof reception>> = {},
  officialId = 'minh',
): Promise<string> {
  const dossierId = given.dossierId ?? randomUUID();
  await dossiers.receiveDossier({ ...reception(dossierId, randomUUID()), ...given });
  await dossiers.handOverDossier({
    ...act(dossierId),
    stepId: 'examine',
    agencyId: JUSTICE,
    officialId,
    note: '',
  });
  return dossierId;
}

/** Takes a dossier in work to its returned and rated end. */
export async function finish(
  { procedures: { dossiers } }: Clients,
  dossierId: string,
  { receivedBy = '', comment = '' } = {},
): Promise<void> {
  await dossiers.completeStep({ ...act(dossierId), stepId: 'examine', outcome: '' });
  await dossiers.releaseResult({
    ...act(dossierId),
    outcome: ResultOutcome.RESULT_OUTCOME_GRANTED,
    resultCode: '',
    document: '',
  });
  await dossiers.returnResult({ ...act(dossierId), method: ReturnMethod.RETURN_METHOD_COUNTER, receivedBy });
  await dossiers.rateDossier({
    ...act(dossierId),
    subject: RatingSubject.RATING_SUBJECT_DOSSIER,
    targetId: '',
    score: 5,
    comment,
  });
}
