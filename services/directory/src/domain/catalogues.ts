import { agencyCatalogue } from './agency/events.ts';
import { calendarCatalogue } from './calendar/events.ts';
import { personCatalogue } from './person/person.ts';
import { registerCatalogue } from './register/register.ts';
import { staffMemberCatalogue } from './staff-member/events.ts';

/** The events of the directory by the category of their streams. */
export const catalogues = {
  directory_agency: agencyCatalogue,
  directory_register: registerCatalogue,
  directory_staff_member: staffMemberCatalogue,
  directory_calendar: calendarCatalogue,
  directory_person: personCatalogue,
} as const;
