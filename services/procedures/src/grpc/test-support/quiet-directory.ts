import { AgencyCodeScheme } from '@egov/proto/egov/directory/v1/agency';
import { GetAgencyResponse } from '@egov/proto/egov/directory/v1/agency_service';
import { GetWorkingCalendarResponse } from '@egov/proto/egov/directory/v1/calendar_service';

const hours = [1, 2, 3, 4, 5].flatMap((weekday) => [
  { weekday, opens: '07:00', closes: '11:30' },
  { weekday, opens: '13:30', closes: '17:00' },
]);

/** A directory with one calendar, which gives every unit the code of Phú Thọ. */
export const quietDirectory = {
  calendars: {
    getWorkingCalendar: async () =>
      GetWorkingCalendarResponse.fromPartial({
        version: 'test',
        timeZone: 'Asia/Ho_Chi_Minh',
        hours: [{ validFromDay: '2019-01-01', hours }],
      }),
  },
  agencies: {
    getAgency: async () =>
      GetAgencyResponse.fromPartial({
        agency: { allCodes: [{ scheme: AgencyCodeScheme.AGENCY_CODE_SCHEME_QD20, code: 'H44.05' }] },
      }),
  },
};
