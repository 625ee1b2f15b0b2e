import { enumWords } from '@egov/chassis/grpc';
import { ScanOutcome } from '@egov/proto/egov/files/v1/file_service';

export const scanOutcomes = enumWords(ScanOutcome, {
  CLEAN: ScanOutcome.SCAN_OUTCOME_CLEAN,
  NOT_SCANNED: ScanOutcome.SCAN_OUTCOME_NOT_SCANNED,
});
