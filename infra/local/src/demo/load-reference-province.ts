import { agencyIdOf, PROVINCE_KEY, referenceProvince, type ReferenceAgency } from '@egov/reference-data';
import { atATime } from './at-a-time.ts';
import type { PlatformClients } from './platform-clients.ts';
import { recordedProcedureId, recordedProcedureTerms } from './recorded-procedure.ts';
import { agencyLevels, calendarDaysOf, codeSchemes, loadingId, termsOf, weeklyHoursOf } from './reference-requests.ts';

const width = 16;

/** Told after each record: how many of how many. */
export type OnLoaded = (done: number, total: number) => void;

/** Two accounts, as who proposes a version may not publish it. */
export type Loaders = Readonly<{ proposer: PlatformClients; publisher: PlatformClients }>;

/**
 * Loads the reference province through the public API: agencies with their names and successors, the calendar, officials, procedures.
 * Every act has a request id of its own, so that loading again, or after a kill, records only what is missing.
 */
export async function loadReferenceProvince({ proposer, publisher }: Loaders, onLoaded: OnLoaded): Promise<void> {
  const province = referenceProvince();
  const total = province.agencies.length + province.calendar.years.length + 1 + province.staff.length + province.procedures.length;
  let done = 0;
  const loaded = () => { done += 1; onLoaded(done, total); };

  await loadAgencies(proposer, province.agencies, loaded);
  await loadCalendar(proposer, province.calendar);
  loaded();
  await atATime(1, province.calendar.years, async ({ year, days, legalGround }) => {
    await proposer.calendars.declareYear({
      requestId: loadingId('year', String(year)), calendarId: province.calendar.id, year, days: calendarDaysOf(days), legalGround, expectedRevision: undefined,
    });
    loaded();
  });
  await atATime(width, province.staff, async (member) => {
    const { id: staffId, subject, name, email, agencyId, position, from } = member;
    await proposer.staff.registerStaffMember({ requestId: loadingId('staff', staffId), staffId, subject, name, email, phone: '', agencyId });
    await proposer.staff.appointStaffMember({
      requestId: loadingId('appointment', staffId), staffId, agencyId, position, roles: [...member.roles], from, expectedRevision: undefined,
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

async function publish({ proposer, publisher }: Loaders, procedureId: string, terms: ReturnType<typeof termsOf>, inForceFrom: string): Promise<void> {
  const { version } = await proposer.catalogue.proposeProcedureVersion({
    requestId: loadingId('propose', procedureId), procedureId, terms, inForceFrom, expectedRevision: undefined,
  });
  await publisher.catalogue.publishProcedureVersion({ requestId: loadingId('publish', procedureId), procedureId, version, expectedRevision: undefined });
}

async function loadAgencies({ agencies }: PlatformClients, list: readonly ReferenceAgency[], loaded: () => void): Promise<void> {
  const [fixed, communes] = [list.filter(({ level }) => level !== 'commune'), list.filter(({ level }) => level === 'commune')];
  const establish = async (agency: ReferenceAgency) => {
    // A code that comes into force later than the agency is assigned from its day on.
    const [first, later] = [agency.codes.filter(({ from }) => from <= agency.establishedOn), agency.codes.filter(({ from }) => from > agency.establishedOn)];
    await agencies.establishAgency({
      requestId: loadingId('establish', agency.id), agencyId: agency.id, name: agency.name, level: agencyLevels[agency.level], parentId: agency.parentId ?? '',
      codes: first.map(({ scheme, code, from }) => ({ scheme: codeSchemes[scheme], code, validFrom: from, validUntil: '' })), establishedOn: agency.establishedOn,
    });
    for (const { scheme, code, from } of later) {
      await agencies.assignAgencyCode({
        requestId: loadingId('code', agency.id, scheme, code), agencyId: agency.id,
        code: { scheme: codeSchemes[scheme], code, validFrom: from, validUntil: '' }, expectedRevision: undefined,
      });
    }
    for (const { name, from } of agency.names.slice(1)) {
      await agencies.renameAgency({ requestId: loadingId('rename', agency.id, from), agencyId: agency.id, name, validFrom: from, expectedRevision: undefined });
    }
    loaded();
  };
  // Those above come before those below; communes are many and stand beside each other.
  await atATime(1, fixed, establish);
  await atATime(width, communes, establish);
  await atATime(width, list, async (agency) => {
    for (const { parentId, from } of agency.moves) {
      await agencies.moveAgency({ requestId: loadingId('move', agency.id, from), agencyId: agency.id, parentId, validFrom: from, expectedRevision: undefined });
    }
  });
  await atATime(width, list.filter(({ dissolvedOn }) => dissolvedOn !== null), async (agency) => {
    await agencies.dissolveAgency({
      requestId: loadingId('dissolve', agency.id), agencyId: agency.id, dissolvedOn: agency.dissolvedOn ?? '', legalGround: '',
      successors: agency.successorIds.map((agencyId) => ({ agencyId, part: '' })), expectedRevision: undefined,
    });
  });
}

async function loadCalendar({ calendars }: PlatformClients, calendar: ReturnType<typeof referenceProvince>['calendar']): Promise<void> {
  for (const weeklyHours of weeklyHoursOf(calendar)) {
    await calendars.defineOfficeHours({
      requestId: loadingId('hours', weeklyHours.validFrom), calendarId: calendar.id, weeklyHours, legalGround: '', expectedRevision: undefined,
    });
  }
}
