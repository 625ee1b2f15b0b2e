import { DomainError, workingCalendar, type AgencyId, type LocalDate } from '@egov/chassis/domain';
import type { CallContext } from '@egov/chassis/application';
import { isNotFound, type CachedAsking, type ClientsOf } from '@egov/chassis/grpc';
import type { Entry } from '@egov/platform';
import { Agency, AgencyCodeScheme, type AgencyCode } from '@egov/proto/egov/directory/v1/agency';
import type { Directory } from '../application/ports.ts';
import { refusal, type Reason } from '../domain/reasons.ts';
import { calendarDataFrom } from './calendar-mapping.ts';

type Asked = Omit<ClientsOf<Entry<'procedures'>['asks']>, 'files'>;

const CALENDAR = 'province';

/** How the directory's answers are cached: used however old while it does not respond. */
export const keptOfDirectory = { freshMs: 30_000, stale: true } as const;

/** Asks the directory service, through a cache. */
export function directoryClient({ agencies, calendars, staff }: Asked, answers: CachedAsking): Directory {
  const calendar = async (minPosition: bigint | undefined, context: CallContext) => {
    const asked = { calendarId: CALENDAR, minPosition };
    return workingCalendar(calendarDataFrom(await calendars.getWorkingCalendar(asked, { context })));
  };
  /** An agency with all its dates, or the refusal for one that does not exist. */
  const agencyOf = (agencyId: AgencyId, day: LocalDate, context: CallContext, unknown: Reason) =>
    answers
      .get(`agency ${agencyId}`, context, async (minPosition) => {
        const { agency } = await agencies.getAgency({ agencyId, asOfDay: day, minPosition }, { context });
        return agency ?? Agency.create();
      })
      .catch((error: unknown) => {
        if (isNotFound(error)) throw refusal(unknown, { agency: agencyId }, { cause: error });
        return unavailable(error);
      });
  return {
    calendar: (context) =>
      answers.get('calendar', context, (minPosition) => calendar(minPosition, context)).catch(unavailable),
    unitCode: async (agencyId, day, context) => {
      const { allCodes } = await agencyOf(agencyId, day, context, 'UNIT_CODE_MALFORMED');
      const code =
        codeOn(allCodes, day, AgencyCodeScheme.AGENCY_CODE_SCHEME_QD20) ??
        codeOn(allCodes, day, AgencyCodeScheme.AGENCY_CODE_SCHEME_QCVN102);
      if (code === undefined) throw refusal('UNIT_CODE_MALFORMED', { agency: agencyId });
      return code;
    },
    ensureUnit: async (agencyId, day, context) => {
      const { establishedOn, dissolvedOn } = await agencyOf(agencyId, day, context, 'UNIT_UNKNOWN');
      if (day < establishedOn || (dissolvedOn !== undefined && dissolvedOn < day))
        throw refusal('UNIT_UNKNOWN', { agency: agencyId });
    },
    ensureOfficial: async (officialId, agencyId, day, context) => {
      const notThere = { official: officialId, agency: agencyId };
      const asked = { subject: officialId, asOfDay: day };
      // Only a yes is cached: whoever was appointed a moment ago can be handed something at once.
      await answers
        .get(`official ${officialId} of ${agencyId} on ${day}`, context, async (minPosition) => {
          const { staffMember } = await staff.findStaffMemberBySubject(
            { ...asked, minPosition },
            { context },
          );
          if (staffMember?.appointments.some((held) => held.agencyId === agencyId)) return true;
          throw refusal('OFFICIAL_NOT_THERE', notThere);
        })
        .catch((error: unknown) =>
          isNotFound(error)
            ? Promise.reject(refusal('OFFICIAL_NOT_THERE', notThere, { cause: error }))
            : unavailable(error),
        );
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
