import { enumWords } from '@egov/chassis/grpc';
import { AgencyCodeScheme, AgencyLevel } from '@egov/proto/egov/directory/v1/agency';
import { CalendarDayKind } from '@egov/proto/egov/directory/v1/calendar_service';

export const agencyLevels = enumWords(AgencyLevel, {
  province: AgencyLevel.AGENCY_LEVEL_PROVINCE,
  department: AgencyLevel.AGENCY_LEVEL_DEPARTMENT,
  district: AgencyLevel.AGENCY_LEVEL_DISTRICT,
  commune: AgencyLevel.AGENCY_LEVEL_COMMUNE,
  division: AgencyLevel.AGENCY_LEVEL_DIVISION,
});

export const codeSchemes = enumWords(AgencyCodeScheme, {
  qcvn102: AgencyCodeScheme.AGENCY_CODE_SCHEME_QCVN102,
  qd20: AgencyCodeScheme.AGENCY_CODE_SCHEME_QD20,
  gso: AgencyCodeScheme.AGENCY_CODE_SCHEME_GSO,
});

export const dayKinds = enumWords(CalendarDayKind, {
  off: CalendarDayKind.CALENDAR_DAY_KIND_OFF,
  makeup: CalendarDayKind.CALENDAR_DAY_KIND_MAKEUP,
});
