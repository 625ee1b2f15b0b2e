import type { CallContext, ExpectedRevision, Receipt } from '@egov/chassis/application';
import { withHours } from '../../domain/calendar/calendar.ts';
import { orderedHours, type DefineOfficeHours } from '../../domain/calendar/decide.ts';
import { calendarVersion } from './calendar-version.ts';
import type { Deps } from '../deps.ts';

export type DefineOfficeHoursInput = Omit<DefineOfficeHours['data'], 'version'> & ExpectedRevision;

/**
 * Sets the weekly office hours that hold from a day, on `calendar.manage` of the agency whose calendar it is
 * (its id is the agency's), or of the whole province.
 */
export const defineOfficeHours =
  ({ calendars }: Pick<Deps, 'calendars'>) =>
  ({ expectedRevision, ...input }: DefineOfficeHoursInput, context: CallContext): Promise<Receipt> =>
    calendars.handle({
      id: input.calendarId,
      context,
      expectedRevision,
      authorise: () => context.principal.require('calendar.manage', input.calendarId),
      command: (calendar) => {
        const weekly = { ...input.weekly, hours: orderedHours(input.weekly.hours) };
        return {
          type: 'DefineOfficeHours',
          data: { ...input, weekly, version: calendarVersion(withHours(calendar, weekly)) },
        };
      },
    });
