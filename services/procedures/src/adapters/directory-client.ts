import { workingCalendar, type LocalDate, type WorkingCalendar } from '@egov/chassis/domain';
import { CallFailed, type CallContext, type ClientsOf } from '@egov/chassis/runtime';
import type { Entry } from '@egov/platform';
import { AgencyCodeScheme, type AgencyCode } from '@egov/proto/egov/directory/v1/agency';
import { LRUCache } from 'lru-cache';
import type { Directory } from '../application/ports.ts';
import type { AgencyId } from '../domain/ids.ts';
import { refusal } from '../domain/reasons.ts';
import { calendarDataFrom } from './calendar-mapping.ts';

type Asked = ClientsOf<Entry<'procedures'>['asks']>;

/** `freshForMs` is how old an answer may be before it is asked again. */
export type DirectoryOptions = Readonly<{ freshForMs?: number; calendarId?: string }>;

const FRESH_MS = 30_000;
const MOST_AGENCIES = 2_000;

type Kept<Value> = Readonly<{ value: Value; freshUntil: number }>;

/**
 * Asks the directory service, and keeps what it answered: while it is fresh nothing is asked, and while the
 * directory is down what is kept is used, however old. `changed` forgets that it is fresh, for when the
 * directory tells of a change.
 */
export function directoryClient(
  { agencies, calendars }: Pick<Asked, 'agencies' | 'calendars'>,
  { freshForMs = FRESH_MS, calendarId = 'province' }: DirectoryOptions = {},
) {
  const kept = new LRUCache<string, Kept<NonNullable<unknown>>>({ max: MOST_AGENCIES });
  const asking = new Map<string, Promise<NonNullable<unknown>>>();

  async function known<Value extends NonNullable<unknown>>(
    key: string,
    ask: () => Promise<Value>,
  ): Promise<Value> {
    const had = kept.get(key) as Kept<Value> | undefined;
    if (had && had.freshUntil > performance.now()) return had.value;
    const running = (asking.get(key) ?? ask().finally(() => asking.delete(key))) as Promise<Value>;
    asking.set(key, running);
    try {
      const value = await running;
      kept.set(key, { value, freshUntil: performance.now() + freshForMs });
      return value;
    } catch (error) {
      if (error instanceof CallFailed && error.codeName === 'NOT_FOUND')
        throw refusal('UNIT_CODE_MALFORMED', { agency: key });
      if (had) return had.value;
      throw refusal('DIRECTORY_UNAVAILABLE', {}, { cause: error });
    }
  }

  const directory: Directory = {
    calendar: (context) =>
      known<WorkingCalendar>('calendar', async () =>
        workingCalendar(
          calendarDataFrom(
            await calendars.getWorkingCalendar(
              { calendarId, fromYear: 0, toYear: 0, asOf: undefined, minPosition: 0n },
              { context },
            ),
          ),
        ),
      ),
    unitCode: async (agencyId: AgencyId, day: LocalDate, context: CallContext) => {
      const codes = await known<readonly AgencyCode[]>(
        `agency ${agencyId}`,
        async () =>
          (await agencies.getAgency({ agencyId, asOf: day, minPosition: 0n }, { context })).agency
            ?.allCodes ?? [],
      );
      const on = (scheme: AgencyCodeScheme) =>
        codes.find(
          (code) =>
            code.scheme === scheme &&
            code.validFrom <= day &&
            (code.validUntil === '' || day <= code.validUntil),
        )?.code;
      const code =
        on(AgencyCodeScheme.AGENCY_CODE_SCHEME_QD20) ?? on(AgencyCodeScheme.AGENCY_CODE_SCHEME_QCVN102);
      if (code === undefined) throw refusal('UNIT_CODE_MALFORMED', { agency: agencyId });
      return code;
    },
  };
  return {
    ...directory,
    changed: () => {
      for (const [key, { value }] of kept.entries()) kept.set(key, { value, freshUntil: 0 });
    },
  };
}
