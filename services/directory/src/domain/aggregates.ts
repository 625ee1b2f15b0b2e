import { agencyDecider } from './agency/decide.ts';
import { agencyCatalogue } from './agency/events.ts';
import { calendarDecider } from './calendar/decide.ts';
import { calendarCatalogue } from './calendar/events.ts';
import { registerCatalogue, registerDecider } from './register/register.ts';
import { staffMemberDecider } from './staff-member/decide.ts';
import { staffMemberCatalogue } from './staff-member/events.ts';

/** The aggregates of the directory, each with its category of streams, its rules and its events. */
export const aggregates = {
  agencies: { category: 'directory_agency', decider: agencyDecider, catalogue: agencyCatalogue },
  register: { category: 'directory_register', decider: registerDecider, catalogue: registerCatalogue },
  staff: {
    category: 'directory_staff_member',
    decider: staffMemberDecider,
    catalogue: staffMemberCatalogue,
  },
  calendars: { category: 'directory_calendar', decider: calendarDecider, catalogue: calendarCatalogue },
} as const;
