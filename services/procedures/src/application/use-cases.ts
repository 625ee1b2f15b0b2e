import { typedQueries, type QueryPool, type EventLog, type GrantSigner } from '@egov/chassis/application';
import type { ProceduresQueries } from '../projections/signatures.ts';
import { acceptDossier } from './accept-dossier.ts';
import { getProcedure, listProcedures, listProcedureVersions } from './catalogue.ts';
import { checkResult } from './check-result.ts';
import { completeStep } from './complete-step.ts';
import { confirmPayment } from './confirm-payment.ts';
import { countDossiers } from './count-dossiers.ts';
import { dossierCodes } from './dossier-codes.ts';
import { extendDossier } from './extend-dossier.ts';
import { findApplicant } from './find-applicant.ts';
import { followDossier } from './follow-dossier.ts';
import { getControlSheet } from './get-control-sheet.ts';
import { getDossier } from './get-dossier.ts';
import { getFollowSecret } from './get-follow-secret.ts';
import { grantPaper } from './grant-paper.ts';
import { handOverDossier } from './hand-over-dossier.ts';
import { listDossierTimeline } from './list-dossier-timeline.ts';
import { listDossiers } from './list-dossiers.ts';
import type { Directory } from './ports.ts';
import { proposeProcedureVersion } from './propose-procedure-version.ts';
import { publishProcedureVersion } from './publish-procedure-version.ts';
import { rateDossier } from './rate-dossier.ts';
import { receiveDossier } from './receive-dossier.ts';
import { recordSteps } from './record-steps.ts';
import { openRecords } from './records.ts';
import { refuseDossier } from './refuse-dossier.ts';
import { releaseResult } from './release-result.ts';
import { requestPayment } from './request-payment.ts';
import { requestSupplement } from './request-supplement.ts';
import { resumeDossier } from './resume-dossier.ts';
import { retireProcedure } from './retire-procedure.ts';
import { returnResult } from './return-result.ts';
import { sendBackResult } from './send-back-result.ts';
import { getProcessStatistics, getSatisfaction, getSettlementReport, listUnitFigures } from './statistics.ts';
import { stopDossier } from './stop-dossier.ts';
import { submitDossier } from './submit-dossier.ts';
import { supplyPapers } from './supply-papers.ts';
import { suspendDossier } from './suspend-dossier.ts';
import { withdrawDossier } from './withdraw-dossier.ts';
import { writeMessage } from './write-message.ts';

/** What the use cases stand on. */
export type ServiceDeps = Readonly<{
  log: EventLog;
  queries: QueryPool;
  directory: Directory;
  signGrant: GrantSigner;
}>;

/** Wires the use cases to the log and the read models. */
export function useCases(given: ServiceDeps) {
  const deps = depsOf(given);
  return {
    catalogue: catalogueUseCases(deps),
    dossier: dossierUseCases(deps),
    dossierQuery: dossierQueryUseCases(deps),
    statistics: statisticsUseCases(deps),
    follow: followUseCases(deps),
  };
}

type Deps = ReturnType<typeof depsOf>;

function depsOf({ log, queries, directory, signGrant }: ServiceDeps) {
  const records = openRecords(log);
  return {
    ...records,
    directory,
    signGrant,
    keys: log.keys,
    codes: dossierCodes({ ...records, directory }),
    read: typedQueries<ProceduresQueries>(queries),
  };
}

const catalogueUseCases = (deps: Deps) => ({
  proposeProcedureVersion: proposeProcedureVersion(deps),
  publishProcedureVersion: publishProcedureVersion(deps),
  retireProcedure: retireProcedure(deps),
  getProcedure: getProcedure(deps),
  listProcedureVersions: listProcedureVersions(deps),
  listProcedures: listProcedures(deps),
});
export type CatalogueUseCases = ReturnType<typeof catalogueUseCases>;

const dossierUseCases = (deps: Deps) => ({
  submitDossier: submitDossier(deps),
  receiveDossier: receiveDossier(deps),
  acceptDossier: acceptDossier(deps),
  refuseDossier: refuseDossier(deps),
  requestSupplement: requestSupplement(deps),
  supplyPapers: supplyPapers(deps),
  suspendDossier: suspendDossier(deps),
  resumeDossier: resumeDossier(deps),
  handOverDossier: handOverDossier(deps),
  completeStep: completeStep(deps),
  requestPayment: requestPayment(deps),
  confirmPayment: confirmPayment(deps),
  extendDossier: extendDossier(deps),
  stopDossier: stopDossier(deps),
  withdrawDossier: withdrawDossier(deps),
  releaseResult: releaseResult(deps),
  sendBackResult: sendBackResult(deps),
  returnResult: returnResult(deps),
  rateDossier: rateDossier(deps),
  writeMessage: writeMessage(deps),
  recordSteps: recordSteps(deps),
});
export type DossierUseCases = ReturnType<typeof dossierUseCases>;

const dossierQueryUseCases = (deps: Deps) => ({
  getDossier: getDossier(deps),
  listDossierTimeline: listDossierTimeline(deps),
  getControlSheet: getControlSheet(deps),
  grantPaper: grantPaper(deps),
  listDossiers: listDossiers(deps),
  countDossiers: countDossiers(deps),
  findApplicant: findApplicant(deps),
});
export type DossierQueryUseCases = ReturnType<typeof dossierQueryUseCases>;

const statisticsUseCases = (deps: Deps) => ({
  getProcessStatistics: getProcessStatistics(deps),
  getSettlementReport: getSettlementReport(deps),
  getSatisfaction: getSatisfaction(deps),
  listUnitFigures: listUnitFigures(deps),
});
export type StatisticsUseCases = ReturnType<typeof statisticsUseCases>;

const followUseCases = (deps: Deps) => ({
  getFollowSecret: getFollowSecret(deps),
  followDossier: followDossier(deps),
  checkResult: checkResult(deps),
});
export type FollowUseCases = ReturnType<typeof followUseCases>;
