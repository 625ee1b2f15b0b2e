import { typedQueries, type QueryPool } from '@egov/chassis/projections';
import type { EventLog, GrpcService } from '@egov/chassis/runtime';
import { acceptDossier } from './application/accept-dossier.ts';
import { getProcedure, listProcedures, listProcedureVersions } from './application/catalogue.ts';
import { checkResult } from './application/check-result.ts';
import { completeStep } from './application/complete-step.ts';
import { confirmPayment } from './application/confirm-payment.ts';
import { countDossiers } from './application/count-dossiers.ts';
import { dossierCodes } from './application/dossier-codes.ts';
import { extendDossier } from './application/extend-dossier.ts';
import { findApplicant } from './application/find-applicant.ts';
import { followDossier } from './application/follow-dossier.ts';
import { getControlSheet } from './application/get-control-sheet.ts';
import { getDossier } from './application/get-dossier.ts';
import { getFollowSecret } from './application/get-follow-secret.ts';
import { handOverDossier } from './application/hand-over-dossier.ts';
import { listDossierTimeline } from './application/list-dossier-timeline.ts';
import { listDossiers } from './application/list-dossiers.ts';
import type { Directory } from './application/ports.ts';
import { proposeProcedureVersion } from './application/propose-procedure-version.ts';
import { publishProcedureVersion } from './application/publish-procedure-version.ts';
import { rateDossier } from './application/rate-dossier.ts';
import { receiveDossier } from './application/receive-dossier.ts';
import { recordSteps } from './application/record-steps.ts';
import { openRecords } from './application/records.ts';
import { refuseDossier } from './application/refuse-dossier.ts';
import { releaseResult } from './application/release-result.ts';
import { requestPayment } from './application/request-payment.ts';
import { requestSupplement } from './application/request-supplement.ts';
import { resumeDossier } from './application/resume-dossier.ts';
import { retireProcedure } from './application/retire-procedure.ts';
import { returnResult } from './application/return-result.ts';
import { sendBackResult } from './application/send-back-result.ts';
import {
  getProcessStatistics,
  getSatisfaction,
  getSettlementReport,
  listUnitFigures,
} from './application/statistics.ts';
import { stopDossier } from './application/stop-dossier.ts';
import { submitDossier } from './application/submit-dossier.ts';
import { supplyPapers } from './application/supply-papers.ts';
import { suspendDossier } from './application/suspend-dossier.ts';
import { withdrawDossier } from './application/withdraw-dossier.ts';
import { writeMessage } from './application/write-message.ts';
import { catalogueHandlers } from './grpc/catalogue-handlers.ts';
import { dossierHandlers } from './grpc/dossier-handlers.ts';
import { dossierQueryHandlers } from './grpc/dossier-query-handlers.ts';
import { followHandlers } from './grpc/follow-handlers.ts';
import { statisticsHandlers } from './grpc/statistics-handlers.ts';
import type { ProceduresQueries } from './projections/signatures.ts';

/** What the use cases stand on. */
export type ServiceDeps = Readonly<{ log: EventLog; queries: QueryPool; directory: Directory }>;

function useCases({ log, queries, directory }: ServiceDeps) {
  const records = openRecords(log);
  const deps = {
    ...records,
    directory,
    keys: log.keys,
    codes: dossierCodes({ ...records, directory }),
    read: typedQueries<ProceduresQueries>(queries),
  };
  return {
    catalogue: {
      proposeProcedureVersion: proposeProcedureVersion(deps),
      publishProcedureVersion: publishProcedureVersion(deps),
      retireProcedure: retireProcedure(deps),
      getProcedure: getProcedure(deps),
      listProcedureVersions: listProcedureVersions(deps),
      listProcedures: listProcedures(deps),
    },
    dossier: {
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
    },
    dossierQuery: {
      getDossier: getDossier(deps),
      listDossierTimeline: listDossierTimeline(deps),
      getControlSheet: getControlSheet(deps),
      listDossiers: listDossiers(deps),
      countDossiers: countDossiers(deps),
      findApplicant: findApplicant(deps),
    },
    statistics: {
      getProcessStatistics: getProcessStatistics(deps),
      getSettlementReport: getSettlementReport(deps),
      getSatisfaction: getSatisfaction(deps),
      listUnitFigures: listUnitFigures(deps),
    },
    follow: {
      getFollowSecret: getFollowSecret(deps),
      followDossier: followDossier(deps),
      checkResult: checkResult(deps),
    },
  };
}

type UseCases = ReturnType<typeof useCases>;
export type CatalogueUseCases = UseCases['catalogue'];
export type DossierUseCases = UseCases['dossier'];
export type DossierQueryUseCases = UseCases['dossierQuery'];
export type StatisticsUseCases = UseCases['statistics'];
export type FollowUseCases = UseCases['follow'];

/**
 * Wires the use cases to the log and the read models, and answers the gRPC services; the same for a process
 * and a test.
 */
export function proceduresServices(deps: ServiceDeps): readonly GrpcService[] {
  const use = useCases(deps);
  return [
    catalogueHandlers(use.catalogue),
    dossierHandlers(use.dossier),
    dossierQueryHandlers(use.dossierQuery),
    statisticsHandlers(use.statistics),
    followHandlers(use.follow),
  ];
}
