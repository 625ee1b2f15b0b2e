import type {
  ReceiveDossierRequest,
  ReceiveDossierResponse,
} from '@egov/proto/egov/procedures/v1/dossier_intake_service';
import type {
  RecordStepsRequest,
  RecordStepsResponse,
} from '@egov/proto/egov/procedures/v1/dossier_solving_service';
import type {
  GetProcessStatisticsRequest,
  GetProcessStatisticsResponse,
} from '@egov/proto/egov/procedures/v1/statistics_service';

/** The three RPCs of the public API that a replay uses, each with a deadline and bounded retries. */
export type ReplayTarget = Readonly<{
  /** The published procedure with free steps that imported cases belong to. */
  procedureId: string;
  agencyId: string;
  receiveDossier(request: Partial<ReceiveDossierRequest>): Promise<ReceiveDossierResponse>;
  recordSteps(request: Partial<RecordStepsRequest>): Promise<RecordStepsResponse>;
  getProcessStatistics(request: Partial<GetProcessStatisticsRequest>): Promise<GetProcessStatisticsResponse>;
}>;
