import type { LocalDate } from '@egov/chassis/domain';
import type { DossierId } from '../ids.ts';

/**
 * What an applicant follows a dossier by until it is accepted: `T` for temporary, the day, eight digits of
 * its identity.
 */
export const temporaryIdOf = (dossierId: DossierId, submittedOn: LocalDate): string =>
  `T-${submittedOn.slice(2).replaceAll('-', '')}-${dossierId.replaceAll('-', '').slice(0, 8).toUpperCase()}`;
