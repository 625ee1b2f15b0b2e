import { agencyIdOf, PROVINCE_KEY } from '@egov/reference-data';
import { recordedProcedureId, type PlatformClients } from '@egov/local';
import { patiently, type PatienceOptions } from '../platform/patience.ts';
import type { ReplayTarget } from './replay-target.ts';

/**
 * Replays into the recorded procedure of the province, as `clients`; each call waits for a platform that is
 * briefly down.
 */
export const platformTarget = (
  { intake, solving, statistics }: Pick<PlatformClients, 'intake' | 'solving' | 'statistics'>,
  patience: PatienceOptions,
): ReplayTarget => ({
  procedureId: recordedProcedureId,
  agencyId: agencyIdOf(PROVINCE_KEY),
  receiveDossier: (request) => patiently(() => intake.receiveDossier(request), patience),
  recordSteps: (request) => patiently(() => solving.recordSteps(request), patience),
  getProcessStatistics: (request) => patiently(() => statistics.getProcessStatistics(request), patience),
});
