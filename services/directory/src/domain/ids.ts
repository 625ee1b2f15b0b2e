import type { Brand } from '@egov/chassis/domain';

/** Names a staff member, and the person whose key seals their data; a UUID. */
export type StaffId = Brand<string, 'StaffId'>;
export const staffId = (text: string): StaffId => text as StaffId;

/** Names one appointment; a UUID. */
export type AppointmentId = Brand<string, 'AppointmentId'>;
export const appointmentId = (text: string): AppointmentId => text as AppointmentId;

/** Names a working calendar: `province`, or the UUID of the agency that keeps its own. */
export type CalendarId = Brand<string, 'CalendarId'>;
export const calendarId = (text: string): CalendarId => text as CalendarId;
