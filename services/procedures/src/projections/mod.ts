import {
  actsOf,
  forgottenPersonIds,
  forgottenPersons,
  listActs,
  queries,
  readModels,
} from '@egov/chassis/projections';
import { aggregates } from '../domain/aggregates.ts';
import { dossierList } from './dossier-list.ts';
import { dossierStanding } from './dossier-standing.ts';
import { dossierSteps } from './dossier-steps.ts';
import { procedureList } from './procedure-list.ts';
import { countDossiers, countDue } from './queries/count-dossiers.ts';
import { dossiersOfPerson, findDossier } from './queries/find-dossier.ts';
import { listDossiers } from './queries/list-dossiers.ts';
import { countPastDossiers, listPastDossiers } from './queries/past-dossiers.ts';
import { getProcedure, listProcedures, listProcedureVersions } from './queries/procedures.ts';
import { processStatistics } from './queries/process-statistics.ts';
import { satisfaction } from './queries/satisfaction.ts';
import { settlementReport } from './queries/settlement-report.ts';
import { unitFigures } from './queries/unit-figures.ts';
import { ratings } from './ratings.ts';
import type { ProceduresQueries } from './signatures.ts';
import { supplementTimers, supplementTimerTable } from './supplement-timers.ts';

/** The read models of the service and the questions they answer; worker threads import this. */
export default readModels({
  service: 'procedures',
  prefixes: ['procedures_'],
  catalogues: Object.fromEntries(
    Object.values(aggregates).map(({ category, catalogue }) => [category, catalogue]),
  ),
  projections: [
    dossierList,
    dossierSteps,
    dossierStanding,
    ratings,
    procedureList,
    supplementTimers,
    forgottenPersons,
    actsOf(Object.values(aggregates).map(({ catalogue }) => catalogue)),
  ],
  queries: queries<ProceduresQueries>({
    listDossiers,
    listPastDossiers,
    countDossiers,
    countPastDossiers,
    countDue,
    findDossier,
    dossiersOfPerson,
    processStatistics,
    settlementReport,
    unitFigures,
    satisfaction,
    getProcedure,
    listProcedureVersions,
    listProcedures,
    dueTimers: supplementTimerTable.due,
    forgottenPersons: forgottenPersonIds,
    listActs,
  }),
});
