import { DomainError, workingCalendar, type AgencyId, type LocalDate } from '@egov/chassis/domain';
import type { CallContext } from '@egov/chassis/application';
import { isNotFound, type CachedAsking, type ClientsOf } from '@egov/chassis/grpc';
import type { Entry } from '@egov/platform';
import { AgencyCodeScheme, type AgencyCode } from '@egov/proto/egov/directory/v1/agency';
import type { Directory } from '../application/ports.ts';
import { refusal } from '../domain/reasons.ts';
import { calendarDataFrom } from './calendar-mapping.ts';

type Asked = ClientsOf<Entry<'procedures'>['asks']>;

const CALENDAR = 'province';

/** How the directory's answers are cached: used however old while it does not respond. */
export const keptOfDirectory = { freshMs: 30_000, stale: true } as const;

/** Asks the directory service, through a cache. */
export function directoryClient(
  { agencies, calendars }: Pick<Asked, 'agencies' | 'calendars'>,
  answers: CachedAsking,
): Directory {
  const calendar = async (minPosition: bigint | undefined, context: CallContext) => {
    const asked = { calendarId: CALENDAR, minPosition };
    return workingCalendar(calendarDataFrom(await calendars.getWorkingCalendar(asked, { context })));
  };
  const codesOf = async (
    agencyId: AgencyId,
    day: LocalDate,
    minPosition: bigint | undefined,
    context: CallContext,
  ) => {
    const { agency } = await agencies
      .getAgency({ agencyId, asOfDay: day, minPosition }, { context })
      .catch((error: unknown) => {
        if (isNotFound(error)) throw refusal('UNIT_CODE_MALFORMED', { agency: agencyId }, { cause: error });
        throw error;
      });
    return agency?.allCodes ?? [];
  };
  return {
    calendar: (context) =>
      answers.get('calendar', context, (minPosition) => calendar(minPosition, context)).catch(unavailable),
    unitCode: async (agencyId, day, context) => {
      const codes = await answers
        .get(`agency ${agencyId}`, context, (minPosition) => codesOf(agencyId, day, minPosition, context))
        .catch(unavailable);
      const code =
        codeOn(codes, day, AgencyCodeScheme.AGENCY_CODE_SCHEME_QD20) ??
        codeOn(codes, day, AgencyCodeScheme.AGENCY_CODE_SCHEME_QCVN102);
      if (code === undefined) throw refusal('UNIT_CODE_MALFORMED', { agency: agencyId });
      return code;
    },
  };
}

const codeOn = (codes: readonly AgencyCode[], day: LocalDate, scheme: AgencyCodeScheme): string | undefined =>
  codes.find(
    (code) =>
      code.scheme === scheme &&
      (code.validFromDay === undefined || code.validFromDay <= day) &&
      (code.validUntilDay === undefined || day <= code.validUntilDay),
  )?.code;

function unavailable(error: unknown): never {
  if (error instanceof DomainError && error.kind === 'rule') throw error;
  throw refusal('DIRECTORY_UNAVAILABLE', {}, { cause: error });
}
