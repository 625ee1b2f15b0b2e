import { agencyIdOf, PROVINCE_KEY, referenceProvince } from '@egov/reference-data';
import { atATime } from './at-a-time.ts';
import type { PlatformClients } from './platform-clients.ts';
import { recordedProcedureId, recordedProcedureTerms } from './recorded-procedure.ts';
import { loadAgencies } from './load-agencies.ts';
import { calendarDaysOf, loadingId, termsOf, weeklyHoursOf } from './reference-requests.ts';

/** Requests in flight at a time. */
const width = 16;

/** Called after each record with the number done and the total. */
export type OnLoaded = (done: number, total: number) => void;

/** Two accounts, as the proposer of a version may not publish it. */
export type Loaders = Readonly<{ proposer: PlatformClients; publisher: PlatformClients }>;

/**
 * Loads the reference province through the public API: agencies with their names and successors, the
 * calendar, officials, procedures. Every act has its own request id, so that loading again, or after a kill,
 * records only what is missing.
 */
export async function loadReferenceProvince(
  { proposer, publisher }: Loaders,
  onLoaded: OnLoaded,
): Promise<void> {
  const province = referenceProvince();
  const total =
    province.agencies.length +
    province.calendar.years.length +
    1 +
    province.staff.length +
    province.procedures.length;
  let done = 0;
  const loaded = () => {
    done += 1;
    onLoaded(done, total);
  };

  await loadAgencies(proposer, province.agencies, loaded);
  await loadCalendar(proposer, province.calendar);
  loaded();
  await atATime(1, province.calendar.years, async ({ year, days, legalGround }) => {
    await proposer.calendars.declareYear({
      requestId: loadingId('year', String(year)),
      calendarId: province.calendar.id,
      year,
      days: calendarDaysOf(days),
      legalGround,
    });
    loaded();
  });
  await atATime(width, province.staff, async (member) => {
    const { id, subject, name, email, agencyId, position, from } = member;
    const { staffId } = await proposer.staff.registerStaffMember({
      requestId: loadingId('staff', id),
      subject,
      name,
      email,
      agencyId,
    });
    await proposer.staff.appointStaffMember({
      requestId: loadingId('appointment', id),
      staffId,
      agencyId,
      position,
      roles: [...member.roles],
      fromDay: from,
    });
    loaded();
  });
  await atATime(width, province.procedures, async (procedure) => {
    await publish({ proposer, publisher }, procedure.id, termsOf(procedure), procedure.inForceFrom);
    loaded();
  });
  await loadRecordedProcedure({ proposer, publisher });
}

/** Loads the procedure that imported histories need, and nothing else. */
export const loadRecordedProcedure = (loaders: Loaders): Promise<void> =>
  publish(loaders, recordedProcedureId, recordedProcedureTerms(agencyIdOf(PROVINCE_KEY)), '1900-01-01');

async function publish(
  { proposer, publisher }: Loaders,
  procedureId: string,
  terms: ReturnType<typeof termsOf>,
  inForceFrom: string,
): Promise<void> {
  const { version } = await proposer.catalogue.proposeProcedureVersion({
    requestId: loadingId('propose', procedureId),
    procedureId,
    terms,
    inForceFromDay: inForceFrom,
  });
  await publisher.catalogue.publishProcedureVersion({
    requestId: loadingId('publish', procedureId),
    procedureId,
    version,
  });
}

async function loadCalendar(
  { calendars }: PlatformClients,
  calendar: ReturnType<typeof referenceProvince>['calendar'],
): Promise<void> {
  for (const weeklyHours of weeklyHoursOf(calendar)) {
    await calendars.defineOfficeHours({
      requestId: loadingId('hours', weeklyHours.validFromDay),
      calendarId: calendar.id,
      weeklyHours,
    });
  }
}
