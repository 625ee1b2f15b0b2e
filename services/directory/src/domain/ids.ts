import type { Brand } from '@egov/chassis/domain';

/** Identifies a staff member, and the person whose key seals their data; a UUID. */
export type StaffId = Brand<string, 'StaffId'>;
export const staffId = (text: string): StaffId => text as StaffId;

/** Identifies an appointment; a UUID. */
export type AppointmentId = Brand<string, 'AppointmentId'>;
export const appointmentId = (text: string): AppointmentId => text as AppointmentId;

/** Identifies a working calendar: `province`, or the UUID of an agency with its own. */
export type CalendarId = Brand<string, 'CalendarId'>;
export const calendarId = (text: string): CalendarId => text as CalendarId;
