import type { ServiceMethods } from '@egov/chassis/runtime';
import { AgencyServiceService } from '@egov/proto/egov/directory/v1/agency_service';
import { CalendarServiceService } from '@egov/proto/egov/directory/v1/calendar_service';
import { PersonServiceService } from '@egov/proto/egov/directory/v1/person_service';
import { StaffServiceService } from '@egov/proto/egov/directory/v1/staff_service';

/** Every service of the platform in the order they are raised, with its public API. */
export const services = {
  directory: { agencies: AgencyServiceService, staff: StaffServiceService, calendars: CalendarServiceService, persons: PersonServiceService },
} as const satisfies Readonly<Record<string, Readonly<Record<string, ServiceMethods>>>>;

export type ServiceName = keyof typeof services;
export const serviceNames = Object.keys(services) as readonly ServiceName[];

/** Every permission that some RPC asks for. */
export const permissions = [
  'agency.manage', 'agency.read', 'staff.manage', 'staff.read', 'calendar.manage', 'calendar.read', 'person.read', 'person.forget',
] as const;
