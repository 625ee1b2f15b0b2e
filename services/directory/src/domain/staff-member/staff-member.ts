import { unreachable, type AgencyId, type LocalDate, type Recorded } from '@egov/chassis/domain';
import type { AppointmentId, StaffId } from '../ids.ts';
import type { StaffMemberEvent } from './events.ts';
import { refusal } from '../reasons.ts';

export type Appointment = Readonly<{
  appointmentId: AppointmentId;
  agencyId: AgencyId;
  position: string;
  from: LocalDate;
  until: LocalDate | null;
}>;

export type StaffMember =
  | Readonly<{ phase: 'unknown' }>
  | Readonly<{
      phase: 'registered';
      staffId: StaffId;
      subject: string;
      agencyId: AgencyId;
      appointments: readonly Appointment[];
    }>;

export type RegisteredStaffMember = Extract<StaffMember, { phase: 'registered' }>;

/** Returns the staff member, or refuses NOT_FOUND, as for one whom the caller may not see. */
export function registered(state: StaffMember): RegisteredStaffMember {
  if (state.phase === 'unknown') throw refusal('NOT_FOUND');
  return state;
}

export const appointmentOf = (state: RegisteredStaffMember, id: AppointmentId): Appointment | undefined =>
  state.appointments.find(({ appointmentId }) => appointmentId === id);

export function evolve(state: StaffMember, event: Recorded<StaffMemberEvent>): StaffMember {
  if (event.type === 'StaffMemberRegistered') {
    const { staffId, subject, agencyId } = event.data;
    return { phase: 'registered', staffId, subject, agencyId, appointments: [] };
  }
  if (state.phase === 'unknown') return state;
  switch (event.type) {
    case 'StaffMemberAppointed': {
      const { appointmentId, agencyId, position, from } = event.data;
      return {
        ...state,
        appointments: [...state.appointments, { appointmentId, agencyId, position, from, until: null }],
      };
    }
    case 'AppointmentEnded': {
      const { appointmentId, until } = event.data;
      return {
        ...state,
        appointments: state.appointments.map((each) =>
          each.appointmentId === appointmentId ? { ...each, until } : each,
        ),
      };
    }
    default:
      return unreachable(event);
  }
}
