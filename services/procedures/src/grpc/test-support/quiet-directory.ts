import { AgencyCodeScheme } from '@egov/proto/egov/directory/v1/agency';
import { GetAgencyResponse } from '@egov/proto/egov/directory/v1/agency_service';
import { FindStaffMemberBySubjectResponse } from '@egov/proto/egov/directory/v1/staff_service';
import { GetWorkingCalendarResponse } from '@egov/proto/egov/directory/v1/calendar_service';

const hours = [1, 2, 3, 4, 5].flatMap((weekday) => [
  { weekday, opens: '07:00', closes: '11:30' },
  { weekday, opens: '13:30', closes: '17:00' },
]);

/** A unit that has been dissolved. */
export const DISSOLVED = '5b2b2f7e-0000-4000-8000-000000000a07';

/** An official who has left. */
export const RETIRED = 'retired';

/** A directory with one calendar, which gives every unit the code of Phú Thọ; all serve in its justice. */
export const quietDirectory = {
  calendars: {
    getWorkingCalendar: async () =>
      GetWorkingCalendarResponse.fromPartial({
        version: 'test',
        timeZone: 'Asia/Ho_Chi_Minh',
        hours: [{ validFromDay: '2019-01-01', hours }],
      }),
  },
  staff: {
    findStaffMemberBySubject: async ({ subject }: Readonly<{ subject?: string | undefined }>) =>
      FindStaffMemberBySubjectResponse.fromPartial({
        staffMember: {
          appointments:
            subject === RETIRED
              ? []
              : [{ agencyId: '5b2b2f7e-0000-4000-8000-000000000a05', fromDay: '2019-01-01' }],
        },
      }),
  },
  agencies: {
    getAgency: async ({ agencyId }: Readonly<{ agencyId?: string | undefined }>) =>
      GetAgencyResponse.fromPartial({
        agency: {
          allCodes: [{ scheme: AgencyCodeScheme.AGENCY_CODE_SCHEME_QD20, code: 'H44.05' }],
          dissolvedOn: agencyId === DISSOLVED ? '2025-06-30' : undefined,
        },
      }),
  },
};
