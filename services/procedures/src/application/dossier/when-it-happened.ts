import { type Instant } from '@egov/chassis/domain';
import type { CallContext } from '@egov/chassis/application';
import { refusal } from '../../domain/reasons.ts';

/** When an act really happened, if its caller gives it. */
export type Backdated = Readonly<{ occurredAt?: Instant | undefined }>;

/**
 * Dates the call to when the act really happened, on `dossier.backdate`. Throws PERMISSION_MISSING, and
 * OCCURRED_IN_FUTURE for a future instant.
 */
export function whenItHappened(context: CallContext, { occurredAt: occurred }: Backdated): CallContext {
  if (occurred === undefined) return context;
  context.principal.require('dossier.backdate');
  if (occurred > context.now) throw refusal('OCCURRED_IN_FUTURE', { field: 'occurred_at' });
  return { ...context, occurred };
}

/** The instant of an act in the office: as given by its caller, else now. */
export const instantOf = ({ occurred, now }: CallContext): Instant => occurred ?? now;
