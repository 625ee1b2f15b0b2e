import type { LocalDate } from '@egov/chassis/domain';
import type { DossierId } from '../ids.ts';

/**
 * The id by which an applicant follows a dossier until it is accepted: `T` for temporary, the day, eight
 * digits of its id.
 */
export const temporaryIdOf = (dossierId: DossierId, submittedOn: LocalDate): string =>
  `T-${submittedOn.slice(2).replaceAll('-', '')}-${dossierId.replaceAll('-', '').slice(0, 8).toUpperCase()}`;
