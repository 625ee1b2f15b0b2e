import { policy } from '@egov/chassis/policies';
import * as directory from '@egov/proto/egov/directory/events/v1/directory_events';

/** Deadlines are computed with the current working calendar, on every replica. */
export const calendarChanged = policy('calendar_changed', { from: directory, rereads: ['CalendarChanged'] });
