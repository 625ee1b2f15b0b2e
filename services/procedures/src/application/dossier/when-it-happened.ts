import { type Instant } from '@egov/chassis/domain';
import type { CallContext } from '@egov/chassis/application';
import { refusal } from '../../domain/reasons.ts';

/** When an act really happened, where its caller says so. */
export type Backdated = Readonly<{ occurredAt?: Instant | undefined }>;

/**
 * Puts the true instant of an act to the call, on `dossier.backdate`. Throws PERMISSION_MISSING, and
 * OCCURRED_IN_FUTURE for what has not happened yet.
 */
export function whenItHappened(context: CallContext, { occurredAt: occurred }: Backdated): CallContext {
  if (occurred === undefined) return context;
  context.principal.require('dossier.backdate');
  if (occurred > context.now) throw refusal('OCCURRED_IN_FUTURE', { field: 'occurred_at' });
  return { ...context, occurred };
}

/** The instant of an act in the office: as its caller says, else now. */
export const instantOf = ({ occurred, now }: CallContext): Instant => occurred ?? now;
