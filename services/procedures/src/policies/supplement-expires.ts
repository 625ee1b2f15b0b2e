import type { DueTimer, CallContext } from '@egov/chassis/policies';
import type { expireSupplement } from '../application/dossier/expire-supplement.ts';
import { dossierId } from '../domain/ids.ts';

/**
 * When the applicant's time to respond is over, the request for papers expires; the timer's id is the request
 * id.
 */
export const supplementExpires =
  (expire: ReturnType<typeof expireSupplement>) => (timer: DueTimer, context: CallContext) =>
    expire(dossierId(timer.aggregateId), context);
