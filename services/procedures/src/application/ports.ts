import type { AgencyId, Instant, LocalDate, WorkingCalendar } from '@egov/chassis/domain';
import type { CallContext } from '@egov/chassis/application';

/**
 * What the directory knows and this service asks for; each throws unavailable DIRECTORY_UNAVAILABLE when
 * nothing is known by now.
 */
export type Directory = Readonly<{
  /** The working calendar that deadlines are computed with. */
  calendar: (context: CallContext) => Promise<WorkingCalendar>;
  /**
   * The code that a unit writes dossiers under on a day, of decision 20/2020 where it has one. Throws rule
   * UNIT_CODE_MALFORMED without any.
   */
  unitCode: (agencyId: AgencyId, day: LocalDate, context: CallContext) => Promise<string>;
}>;

/** Gives dossier codes: unique in the unit and local day, never given again. */
export type DossierCodes = Readonly<{
  next: (agencyId: AgencyId, receivedAt: Instant, context: CallContext) => Promise<string>;
}>;
