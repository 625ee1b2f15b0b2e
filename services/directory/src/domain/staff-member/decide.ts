import { unreachable, type AgencyId, type Command, type Decider, type LocalDate } from '@egov/chassis/domain';
import type { AppointmentId, StaffId } from '../ids.ts';
import type { StaffMemberEvent } from './events.ts';
import { appointmentOf, evolve, registered, type Appointment, type StaffMember } from './staff-member.ts';
import { refusal } from '../reasons.ts';

export type RegisterStaffMember = Command<
  'RegisterStaffMember',
  {
    staffId: StaffId;
    subject: string;
    agencyId: AgencyId;
    name: string;
    email: string | null;
    phone: string | null;
  }
>;
export type AppointStaffMember = Command<
  'AppointStaffMember',
  {
    staffId: StaffId;
    appointmentId: AppointmentId;
    agencyId: AgencyId;
    position: string;
    roles: readonly string[];
    from: LocalDate;
  }
>;
export type EndAppointment = Command<
  'EndAppointment',
  {
    staffId: StaffId;
    appointmentId: AppointmentId;
    until: LocalDate;
    reason: string | null;
  }
>;
export type StaffMemberCommand = RegisterStaffMember | AppointStaffMember | EndAppointment;

/** Checks whether a staff member may be registered; refuses STAFF_EXISTS. */
export function mayBeRegistered({ staffId }: RegisterStaffMember['data'], state: StaffMember): void {
  if (state.phase !== 'unknown') throw refusal('STAFF_EXISTS', { staffId });
}

function register({ data }: RegisterStaffMember, state: StaffMember): readonly StaffMemberEvent[] {
  mayBeRegistered(data, state);
  return [{ type: 'StaffMemberRegistered', data }];
}

/** A person may serve in two agencies at once, but not twice in one position of one agency. */
const overlaps = (held: Appointment, { agencyId, position, from }: AppointStaffMember['data']): boolean =>
  held.agencyId === agencyId && held.position === position && (held.until === null || held.until >= from);

function appoint({ data }: AppointStaffMember, state: StaffMember): readonly StaffMemberEvent[] {
  const { subject, appointments } = registered(state);
  const overlapping = appointments.find((held) => overlaps(held, data));
  if (overlapping !== undefined)
    throw refusal('APPOINTMENT_OVERLAPS', { appointmentId: overlapping.appointmentId });
  return [{ type: 'StaffMemberAppointed', data: { ...data, subject } }];
}

function end({ data }: EndAppointment, state: StaffMember): readonly StaffMemberEvent[] {
  const { staffId, appointmentId, until, reason } = data;
  const appointment = appointmentOf(registered(state), appointmentId);
  if (appointment === undefined) throw refusal('APPOINTMENT_UNKNOWN', { appointmentId });
  if (appointment.until !== null)
    throw refusal('APPOINTMENT_ENDED', { appointmentId, until: appointment.until });
  if (until < appointment.from)
    throw refusal('VALIDITY_BACKWARDS', { validFrom: until, current: appointment.from });
  return [
    {
      type: 'AppointmentEnded',
      data: { staffId, appointmentId, agencyId: appointment.agencyId, until, reason },
    },
  ];
}

function decide(command: StaffMemberCommand, state: StaffMember): readonly StaffMemberEvent[] {
  switch (command.type) {
    case 'RegisterStaffMember':
      return register(command, state);
    case 'AppointStaffMember':
      return appoint(command, state);
    case 'EndAppointment':
      return end(command, state);
    default:
      return unreachable(command);
  }
}

export const staffMemberDecider: Decider<StaffMember, StaffMemberCommand, StaffMemberEvent> = {
  initial: { phase: 'unknown' },
  evolve,
  decide,
};
