import { forgottenPersonIds, forgottenPersons, queries, readModels } from '@egov/chassis/projections';
import { aggregates } from '../domain/aggregates.ts';
import { dossierClock } from './dossier-clock.ts';
import { dossierList } from './dossier-list.ts';
import { dossierSteps } from './dossier-steps.ts';
import { procedureList } from './procedure-list.ts';
import { countDossiers } from './queries/count-dossiers.ts';
import { dossiersOfPerson, findDossier } from './queries/find-dossier.ts';
import { listDossiers } from './queries/list-dossiers.ts';
import { getProcedure, listProcedures, listProcedureVersions } from './queries/procedures.ts';
import { processStatistics } from './queries/process-statistics.ts';
import { satisfaction } from './queries/satisfaction.ts';
import { settlementReport } from './queries/settlement-report.ts';
import { ratings } from './ratings.ts';
import type { ProceduresQueries } from './signatures.ts';
import { supplementTimers, supplementTimerTable } from './supplement-timers.ts';

/** The read models of the service and the questions they answer; worker threads import this. */
export default readModels({
  service: 'procedures',
  prefixes: ['procedures_'],
  catalogues: Object.fromEntries(Object.values(aggregates).map(({ category, catalogue }) => [category, catalogue])),
  projections: [dossierList, dossierSteps, dossierClock, ratings, procedureList, supplementTimers, forgottenPersons],
  queries: queries<ProceduresQueries>({
    listDossiers, countDossiers, findDossier, dossiersOfPerson, processStatistics, settlementReport, satisfaction,
    getProcedure, listProcedureVersions, listProcedures, dueTimers: supplementTimerTable.due, forgottenPersons: forgottenPersonIds,
  }),
});
