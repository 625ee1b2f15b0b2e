import { agenciesInScope, queryOptions, type CallContext, type ReadAfter } from '@egov/chassis/application';
import type { ProcessStatistics } from '../projections/queries/process-statistics.ts';
import type { Satisfaction } from '../projections/queries/satisfaction.ts';
import type { SettlementReport } from '../projections/queries/settlement-report.ts';
import type { UnitFigures } from '../projections/queries/unit-figures.ts';
import type { StatisticsScope } from '../projections/queries/statistics-scope.ts';
import type { Deps } from './deps.ts';

/** Selects the dossiers that a figure covers; instants in milliseconds. */
export type ScopeInput = ReadAfter &
  Readonly<{ scope: Omit<StatisticsScope, 'agencies'>; agencyId: string | undefined }>;

const within = ({ scope, agencyId }: ScopeInput, context: CallContext): StatisticsScope => ({
  ...scope,
  agencies: agenciesInScope(context, 'dossier.statistics', agencyId),
});

/** Mines the process, on `dossier.statistics`. Reads every step of the scope, so on the slow lane. */
export const getProcessStatistics =
  ({ read }: Pick<Deps, 'read'>) =>
  async (input: ScopeInput & Readonly<{ top: number }>, context: CallContext): Promise<ProcessStatistics> =>
    read.processStatistics(
      { scope: within(input, context), top: input.top },
      { ...queryOptions(input, context), slow: true },
    );

/** Returns the report row of a period, on `dossier.statistics`. */
export const getSettlementReport =
  ({ read }: Pick<Deps, 'read'>) =>
  async (
    input: ScopeInput & Readonly<{ scope: Readonly<{ from: number; before: number }> }>,
    context: CallContext,
  ): Promise<SettlementReport> => {
    const { from, before } = input.scope;
    const personal = context.principal.may('dossier.read-personal');
    return read.settlementReport(
      { scope: { ...within(input, context), from, before }, personal },
      { ...queryOptions(input, context), slow: true },
    );
  };

/** Returns the main figures of each agency, on `dossier.statistics`. */
export const listUnitFigures =
  ({ read }: Pick<Deps, 'read'>) =>
  async (
    input: ScopeInput & Readonly<{ scope: Readonly<{ from: number; before: number }> }>,
    context: CallContext,
  ): Promise<readonly UnitFigures[]> => {
    const { from, before } = input.scope;
    return read.unitFigures(
      { scope: { ...within(input, context), from, before } },
      { ...queryOptions(input, context), slow: true },
    );
  };

/** Averages applicants' ratings, on `dossier.statistics`. */
export const getSatisfaction =
  ({ read }: Pick<Deps, 'read'>) =>
  async (input: ScopeInput, context: CallContext): Promise<Satisfaction> =>
    read.satisfaction({ scope: within(input, context) }, { ...queryOptions(input, context), slow: true });
