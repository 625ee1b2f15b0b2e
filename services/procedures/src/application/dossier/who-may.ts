import type { CallContext, Principal } from '@egov/chassis/application';
import type { Permission } from '@egov/platform';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import { known } from '../../domain/dossier/guards.ts';
import { refusal } from '../../domain/reasons.ts';

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

/**
 * Allows the applicant, and the program of a rating device; of a person at the desk only what an imported
 * history says. No official rates another, or themselves.
 */
export const raterOf =
  (permission: Permission): WhoMay =>
  (context, state) => {
    applicantOr(permission, permission)(context, state);
    const { personId, importId } = known(state).file;
    const { principal } = context;
    if (importId === null && !principal.service && !isApplicant(principal, personId))
      throw refusal('RATING_BY_OFFICIAL');
  };

/** Allows the applicant with the first permission, else officials at the desk with the second. */
export const applicantOr =
  (own: Permission, permission: Permission): WhoMay =>
  (context, state) => {
    if (state.phase !== 'unknown' && isApplicant(context.principal, state.file.personId))
      context.principal.require(own);
    else atDesk(permission)(context, state);
  };
