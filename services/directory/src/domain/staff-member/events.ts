import {
  eventCatalogue,
  type AgencyId,
  type Event,
  type LocalDate,
  type Personal,
} from '@egov/chassis/domain';
import type { AppointmentId, StaffId } from '../ids.ts';

export type StaffMemberEvent =
  | Event<
      'StaffMemberRegistered',
      {
        staffId: StaffId;
        subject: string;
        agencyId: AgencyId;
        name: Personal<string>;
        email: Personal<string>;
        phone: Personal<string>;
      }
    >
  | Event<
      'StaffMemberAppointed',
      {
        staffId: StaffId;
        subject: string;
        appointmentId: AppointmentId;
        agencyId: AgencyId;
        position: string;
        roles: readonly string[];
        from: LocalDate;
      }
    >
  | Event<
      'AppointmentEnded',
      {
        staffId: StaffId;
        appointmentId: AppointmentId;
        agencyId: AgencyId;
        until: LocalDate;
        reason: Personal<string>;
      }
    >;

/** The reason an appointment ended may be an illness or a penalty: it is sealed like the name. */
export const staffMemberCatalogue = eventCatalogue<StaffMemberEvent>({
  StaffMemberRegistered: { schema: 1, sealed: { name: 'staffId', email: 'staffId', phone: 'staffId' } },
  StaffMemberAppointed: { schema: 1 },
  AppointmentEnded: { schema: 1, sealed: { reason: 'staffId' } },
});
