import { Channel } from '@egov/proto/egov/procedures/v1/procedure';
import { ApplicantKind } from '@egov/proto/egov/procedures/v1/submission';
import { caseIds } from './import-identity.ts';
import type { ReplayTarget } from './replay-target.ts';
import type { LoggedCase } from './source/case-log.ts';

/** The most steps one request may carry (the contract of RecordSteps). */
const stepsARequest = 500;

/** The attribute that holds the name of a case in IEEE 1849 (XES). */
const caseName = 'concept:name';

/**
 * Sends the history of a case to the platform: one dossier, its steps in the order of the file. Returns the
 * last log position.
 */
export async function replayCase(
  target: ReplayTarget,
  importId: string,
  name: string,
  logged: LoggedCase,
): Promise<bigint> {
  const ids = caseIds(importId, name);
  const first = logged.events[0];
  let { position } = await target.receiveDossier({
    requestId: ids.receiveRequestId,
    dossierId: ids.dossierId,
    procedureId: target.procedureId,
    agencyId: target.agencyId,
    // The name of a case comes from its source, not from an applicant: as an attribute it needs no person's
    // key.
    channel: Channel.CHANNEL_COUNTER,
    importId,
    attributes: { ...logged.attributes, [caseName]: logged.caseId },
    applicant: {
      personId: ids.personId,
      kind: ApplicantKind.APPLICANT_KIND_OTHER,
    },
    ...(first ? { occurredAt: first.occurred } : {}),
  });
  for (let index = 0; index < logged.events.length; index += stepsARequest) {
    const chunk = logged.events.slice(index, index + stepsARequest);
    ({ position } = await target.recordSteps({
      requestId: ids.stepsRequestId(index),
      dossierId: ids.dossierId,
      firstIndex: index,
      steps: chunk.map(({ activity, resource, occurred: occurredAt, transition }) => ({
        activity,
        resource: resource || undefined,
        occurredAt,
        transition: transition || undefined,
      })),
    }));
  }
  return position;
}
