import { type Instant } from '@egov/chassis/domain';
import type { CallContext } from '@egov/chassis/application';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import { known } from '../../domain/dossier/guards.ts';
import { refusal } from '../../domain/reasons.ts';

/** When an act really happened, if its caller gives it. */
export type Backdated = Readonly<{ occurredAt?: Instant | undefined }>;

/**
 * Dates the call to when the act really happened: on an imported history with `dossier.backdate`, on a live
 * dossier only where a past day of a demonstration is played. Throws PERMISSION_MISSING, and
 * OCCURRED_IN_FUTURE for a future instant.
 */
export function whenItHappened(
  context: CallContext,
  { occurredAt: occurred }: Backdated,
  importId: string | null,
): CallContext {
  if (occurred === undefined) return context;
  context.principal.require(importId === null ? 'demonstration.backdate' : 'dossier.backdate');
  if (occurred > context.now) throw refusal('OCCURRED_IN_FUTURE', { field: 'occurred_at' });
  return { ...context, occurred };
}

/** Dates an act on a dossier that exists; throws OCCURRED_BEFORE_LAST if its last event is later. */
export function whenItHappenedTo(dossier: Dossier, context: CallContext, input: Backdated): CallContext {
  const { importId, lastAt } = known(dossier).file;
  const call = whenItHappened(context, input, importId);
  if (call.occurred !== undefined && call.occurred < lastAt)
    throw refusal('OCCURRED_BEFORE_LAST', { field: 'occurred_at', last: lastAt });
  return importId === null ? call : { ...call, importId };
}

/** The instant of an act in the office: as given by its caller, else now. */
export const instantOf = ({ occurred, now }: CallContext): Instant => occurred ?? now;
