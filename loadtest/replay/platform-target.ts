import { agencyIdOf, PROVINCE_KEY } from '@egov/reference-data';
import { recordedProcedureId, type PlatformClients } from '@egov/local';
import { patiently, type PatienceOptions } from '../platform/patience.ts';
import type { ReplayTarget } from './replay-target.ts';

/**
 * Replays into the recorded procedure of the province, as `clients`; each call waits for a platform that is
 * briefly down.
 */
export const platformTarget = (
  { dossiers, statistics }: Pick<PlatformClients, 'dossiers' | 'statistics'>,
  patience: PatienceOptions,
): ReplayTarget => ({
  procedureId: recordedProcedureId,
  agencyId: agencyIdOf(PROVINCE_KEY),
  receiveDossier: (request) => patiently(() => dossiers.receiveDossier(request), patience),
  recordSteps: (request) => patiently(() => dossiers.recordSteps(request), patience),
  getProcessStatistics: (request) => patiently(() => statistics.getProcessStatistics(request), patience),
});
