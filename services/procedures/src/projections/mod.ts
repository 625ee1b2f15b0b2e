import { serviceReadModels } from '@egov/chassis/projections';
import { aggregates } from '../domain/aggregates.ts';
import { dossierList } from './tables/dossier-list.ts';
import { dossierStanding } from './tables/dossier-standing.ts';
import { dossierSteps } from './tables/dossier-steps.ts';
import { procedureList } from './tables/procedure-list.ts';
import { countDossiers, countDue } from './queries/count-dossiers.ts';
import { currentResult } from './queries/current-result.ts';
import { dossiersOfPerson, findDossier } from './queries/find-dossier.ts';
import { listDossiers } from './queries/list-dossiers.ts';
import { countPastDossiers, listPastDossiers } from './queries/past-dossiers.ts';
import { getProcedure, listProcedures, listProcedureVersions } from './queries/procedures.ts';
import { processStatistics } from './queries/process-statistics.ts';
import { receivedOfPerson } from './queries/received-of-person.ts';
import { satisfaction } from './queries/satisfaction.ts';
import { settlementReport } from './queries/settlement-report.ts';
import { unitFigures } from './queries/unit-figures.ts';
import { ratings } from './tables/ratings.ts';
import { results } from './tables/results.ts';
import { supplementTimers, supplementTimerTable } from './tables/supplement-timers.ts';

const queries = {
  listDossiers,
  listPastDossiers,
  countDossiers,
  countPastDossiers,
  countDue,
  findDossier,
  currentResult,
  dossiersOfPerson,
  receivedOfPerson,
  processStatistics,
  settlementReport,
  unitFigures,
  satisfaction,
  getProcedure,
  listProcedureVersions,
  listProcedures,
  dueTimers: supplementTimerTable.due,
};

/** The queries of the read models. */
export type ProceduresQueries = typeof queries;

/** The read models of the service and their queries; worker threads import this. */
export default serviceReadModels({
  service: 'procedures',
  aggregates,
  projections: [
    dossierList,
    dossierSteps,
    dossierStanding,
    ratings,
    results,
    procedureList,
    supplementTimers,
  ],
  queries,
});
