import type { ActPage, DueTimer, ListActs } from '@egov/chassis/projections';
import type { DueCountArgs, DueCounts } from './queries/count-dossiers.ts';
import type { ListArgs, ListResult } from './queries/list-dossiers.ts';
import type { PastListArgs } from './queries/past-dossiers.ts';
import type { ListProceduresArgs, ProcedureRow, ProcedureVersionRow } from './queries/procedures.ts';
import type { ProcessStatistics } from './queries/process-statistics.ts';
import type { Satisfaction } from './queries/satisfaction.ts';
import type { SettlementReport, SettlementScope } from './queries/settlement-report.ts';
import type { UnitFigures } from './queries/unit-figures.ts';
import type { StatisticsScope } from './statistics/statistics-scope.ts';

/** The questions that the read models answer, as callers see them. */
export type ProceduresQueries = {
  listDossiers: (args: ListArgs) => ListResult;
  countDossiers: (args: {
    agencies: readonly string[] | null;
    importId: string;
  }) => readonly { state: number; count: number }[];
  listPastDossiers: (args: PastListArgs) => ListResult;
  countPastDossiers: (args: {
    agencies: readonly string[] | null;
    importId: string;
    asOf: number;
  }) => readonly { state: number; count: number }[];
  countDue: (args: DueCountArgs) => DueCounts;
  findDossier: (args: { code: string }) => { dossierId: string } | null;
  dossiersOfPerson: (args: { personId: string }) => readonly string[];
  processStatistics: (args: { scope: StatisticsScope; top: number }) => ProcessStatistics;
  settlementReport: (args: { scope: SettlementScope }) => SettlementReport;
  unitFigures: (args: { scope: SettlementScope }) => readonly UnitFigures[];
  satisfaction: (args: { scope: StatisticsScope }) => Satisfaction;
  getProcedure: (args: { procedureId?: string; code?: string; asOf: string }) => ProcedureRow | null;
  listProcedureVersions: (args: { procedureId: string }) => readonly ProcedureVersionRow[];
  dueTimers: (args: { now: string; limit: number }) => readonly DueTimer[];
  listActs: (args: ListActs) => ActPage;
  forgottenPersons: (args: object) => readonly string[];
  listProcedures: (args: ListProceduresArgs) => { rows: readonly ProcedureRow[]; more: boolean };
};
