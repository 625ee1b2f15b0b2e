import { sharedAnswers, type Visit } from '@egov/chassis/web';
import type { StatisticsScope, UnitFigures } from '@egov/proto/egov/procedures/v1/statistics_service';
import type { CitizenServices } from '../../services.ts';
import { namesOfAgencies } from './unit-rows.ts';

/** How many months back are offered. */
export const MONTHS = 36;
/** A visitor needs no login for them, and they are slow to count. */
const FRESH_MS = 60_000;
/** Some units in the months that are offered. */
const MAX_KEPT = 500;

/** A month, and the instants that bound it. */
export type Month = Readonly<{ text: string; from: Date; before: Date }>;

/** Counts once in a while: only for units that there are, so that nobody makes up new ones to count. */
export function countedFigures({ statistics, agencies }: CitizenServices) {
  const shared = <Answer>(max: number) => sharedAnswers<Answer>({ freshMs: FRESH_MS, max });
  const names = shared<Awaited<ReturnType<typeof namesOfAgencies>>>(1);
  const units = shared<readonly UnitFigures[]>(MONTHS + 1);
  const figures = shared<Awaited<ReturnType<typeof figuresOf>>>(MAX_KEPT);
  const scopeOf = ({ from: fromAt, before: beforeAt }: Month) => ({ fromAt, beforeAt });
  const figuresOf = async (scope: StatisticsScope, call: Visit['publicCall']) => {
    const [report, satisfaction] = await Promise.all([
      statistics.getSettlementReport({ scope }, call),
      statistics.getSatisfaction({ scope }, call),
    ]);
    return { report, satisfaction };
  };
  return {
    names: (call: Visit['publicCall']) => names('', () => namesOfAgencies(agencies, call)),
    units: (month: Month, call: Visit['publicCall']) =>
      units(
        month.text,
        async () => (await statistics.listUnitFigures({ scope: scopeOf(month) }, call)).units,
      ),
    of: (month: Month, agencyId: string | undefined, call: Visit['publicCall']) =>
      figures(`${month.text} ${agencyId ?? ''}`, () => figuresOf({ ...scopeOf(month), agencyId }, call)),
  };
}

export type CountedFigures = ReturnType<typeof countedFigures>;
