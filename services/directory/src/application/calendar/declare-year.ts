import type { CallContext, ExpectedRevision, Receipt } from '@egov/chassis/application';
import { withYear } from '../../domain/calendar/calendar.ts';
import { orderedDays, type DeclareYear } from '../../domain/calendar/decide.ts';
import { calendarVersion } from './calendar-version.ts';
import type { Deps } from '../deps.ts';

export type DeclareYearInput = Omit<DeclareYear['data'], 'version'> & ExpectedRevision;

/**
 * Records a year's days off and make-up days as announced, on `calendar.manage` of the agency whose calendar
 * it is (its id is the agency's), or of the whole province.
 */
export const declareYear =
  ({ calendars }: Pick<Deps, 'calendars'>) =>
  ({ expectedRevision, ...input }: DeclareYearInput, context: CallContext): Promise<Receipt> =>
    calendars.handle({
      id: input.calendarId,
      context,
      expectedRevision,
      authorise: () => context.principal.require('calendar.manage', input.calendarId),
      command: (calendar) => {
        const days = orderedDays(input.days);
        return {
          type: 'DeclareYear',
          data: { ...input, days, version: calendarVersion(withYear(calendar, input.year, days)) },
        };
      },
    });
