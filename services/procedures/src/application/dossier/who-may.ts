import type { CallContext, Principal } from '@egov/chassis/application';
import type { Permission } from '@egov/platform';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import { known } from '../../domain/dossier/guards.ts';

/**
 * Decides whether the caller may act on a dossier in its current state; throws PERMISSION_MISSING or
 * NOT_FOUND.
 */
export type WhoMay = (context: CallContext, state: Dossier) => void;

/** Whether the caller is the applicant: their own dossier needs no agency. */
export const isApplicant = ({ subject }: Principal, personId: string): boolean => subject === personId;

/** Allows officials of the agency that owns the dossier, or of the unit that holds it. */
export const atDesk =
  (permission: Permission): WhoMay =>
  ({ principal }, state) => {
    principal.require(permission);
    const { agencyId, holder } = known(state).file;
    principal.require(permission, agencyId, holder.agencyId);
  };

/** Allows the applicant with the first permission, else officials at the desk with the second. */
export const applicantOr =
  (own: Permission, permission: Permission): WhoMay =>
  (context, state) => {
    if (state.phase !== 'unknown' && isApplicant(context.principal, state.file.personId))
      context.principal.require(own);
    else atDesk(permission)(context, state);
  };
