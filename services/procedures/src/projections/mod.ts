import { queries, readModels, type ReadModels } from '@egov/chassis/runtime';
import { codeRegisterCatalogue } from '../domain/code-register/events.ts';
import { dossierCatalogue } from '../domain/dossier/catalogue.ts';
import { personCatalogue } from '../domain/person/person.ts';
import { procedureCatalogue } from '../domain/procedure/events.ts';
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

/** The read models of the service and the questions they answer; worker threads import this. */
const models: ReadModels = readModels({
  service: 'procedures',
  prefixes: ['procedures_'],
  catalogues: {
    procedures_procedure: procedureCatalogue, procedures_dossier: dossierCatalogue,
    procedures_register: codeRegisterCatalogue, procedures_person: personCatalogue,
  },
  projections: [dossierList, dossierSteps, dossierClock, ratings, procedureList],
  queries: queries<ProceduresQueries>({
    listDossiers, countDossiers, findDossier, dossiersOfPerson, processStatistics, settlementReport, satisfaction,
    getProcedure, listProcedureVersions, listProcedures,
  }),
});

export default models;
