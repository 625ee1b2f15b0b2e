import { referenceAgencies, type ReferenceAgency } from './agencies.ts';
import { referenceCalendar, type ReferenceCalendar } from './calendar.ts';
import { referenceProcedures, type ReferenceProcedure } from './procedures.ts';
import { referenceStaff, type ReferenceStaffMember } from './staff.ts';

export { ONE_STOP_CENTRE_KEY, PROVINCE_KEY, agenciesOn, agencyIdOf } from './agencies.ts';
export type { ReferenceAgency, ReferenceAgencyCode } from './agencies.ts';
export type { ReferenceCalendar, ReferenceDay, ReferenceHours, ReferenceYear } from './calendar.ts';
export type { ReferenceProcedure } from './procedures.ts';
export type { ReferenceStaffMember } from './staff.ts';
export type { ReferenceStep } from './steps.ts';
export type { ReferenceDuration } from './values.ts';

export type ReferenceProvince = {
  agencies: readonly ReferenceAgency[];
  staff: readonly ReferenceStaffMember[];
  calendar: ReferenceCalendar;
  procedures: readonly ReferenceProcedure[];
};

/**
 * Loads the reference province. Ids are derived from keys, so that loading it twice gives the same records.
 * Throws an Error that names file, record and field when the data does not fit.
 */
export const referenceProvince = (): ReferenceProvince => ({
  agencies: referenceAgencies(),
  staff: referenceStaff(),
  calendar: referenceCalendar(),
  procedures: referenceProcedures(),
});
