import { number, type Translate, type Locale, type Visit } from '@egov/chassis/web';
import type { UnitFigures } from '@egov/proto/egov/procedures/v1/statistics_service';
import type { CitizenServices } from '../../services.ts';

const PAGE = 200;
const MAX_PAGES = 5;

type Asked = Readonly<{ month: string; names: ReadonlyMap<string, string>; chosen: string | undefined }>;
type Seen = Readonly<{ t: Translate; locale: Locale }>;

const share = (part: number, whole: number, locale: Locale): string =>
  whole === 0 ? '–' : `${number(Math.round((part / whole) * 1_000) / 10, locale)} %`;

/** One row per unit with any figures in the month; each leads to its own figures. */
export const unitRows = (
  units: readonly UnitFigures[],
  { month, names, chosen }: Asked,
  { t, locale }: Seen,
) =>
  units.map(
    ({
      agencyId,
      receivedCount: received,
      releasedInTimeCount: releasedInTime,
      releasedLateCount: releasedLate,
      ratingCount: ratings,
      satisfied,
    }) => ({
      name: names.get(agencyId) ?? t('figures.unit-unknown'),
      isChosen: agencyId === chosen,
      href: `/figures?${new URLSearchParams({ month, unit: agencyId }).toString()}`,
      received,
      released: releasedInTime + releasedLate,
      onTime: share(releasedInTime, releasedInTime + releasedLate, locale),
      satisfied:
        satisfied === undefined
          ? '–'
          : `${number(Math.round(satisfied * 1_000) / 10, locale)} % (${number(ratings, locale)})`,
    }),
  );

/** The names of the province's units. */
export async function namesOfAgencies(
  agencies: CitizenServices['agencies'],
  call: Visit['publicCall'],
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  let pageToken: string | undefined;
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    const found = await agencies.listAgencies({ pageSize: PAGE, pageToken }, call);
    for (const { agencyId, name } of found.agencies) names.set(agencyId, name);
    pageToken = found.nextPageToken;
    if (pageToken === undefined) break;
  }
  return names;
}
