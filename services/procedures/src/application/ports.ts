import type {
  AgencyId,
  Instant,
  LocalDate,
  OfficialId,
  PersonId,
  WorkingCalendar,
} from '@egov/chassis/domain';
import type { CallContext } from '@egov/chassis/application';
import type { Component } from '../domain/dossier/component.ts';

/**
 * Queries to the directory; each throws unavailable DIRECTORY_UNAVAILABLE if there is no answer, not even a
 * cached one.
 */
export type Directory = Readonly<{
  /** The working calendar for computing deadlines. */
  calendar: (context: CallContext) => Promise<WorkingCalendar>;
  /**
   * The unit's code for numbering dossiers on a day, of decision 20/2020 if it has one. Throws rule
   * UNIT_CODE_MALFORMED if it has none.
   */
  unitCode: (agencyId: AgencyId, day: LocalDate, context: CallContext) => Promise<string>;
  /** Ensures that a unit exists on a day. Throws rule UNIT_UNKNOWN if it does not. */
  ensureUnit: (agencyId: AgencyId, day: LocalDate, context: CallContext) => Promise<void>;
  /** Ensures that an official serves in a unit on a day. Throws rule OFFICIAL_NOT_THERE if not. */
  ensureOfficial: (
    officialId: OfficialId,
    agencyId: AgencyId,
    day: LocalDate,
    context: CallContext,
  ) => Promise<void>;
}>;

/** Keeps the files of papers. */
export type Papers = Readonly<{
  /**
   * Keeps the files that papers refer to for good, before a record names them. Throws rule FILE_UNKNOWN with
   * the field of the first that is no file of the person, unavailable FILES_UNAVAILABLE.
   */
  keep: (personId: PersonId, components: readonly Component[], context: CallContext) => Promise<void>;
}>;

/** Assigns dossier codes: unique per unit and local day, never reused. */
export type DossierCodes = Readonly<{
  next: (agencyId: AgencyId, receivedAt: Instant, context: CallContext) => Promise<string>;
}>;
