import { randomUUID } from 'node:crypto';
import type { PlatformClients } from '@egov/local';
import { ResultOutcome, ReturnMethod } from '@egov/proto/egov/procedures/v1/dossier';
import { ApplicantKind } from '@egov/proto/egov/procedures/v1/submission';
import { Channel } from '@egov/proto/egov/procedures/v1/procedure';
import { patiently } from '../../platform/patience.ts';
import type { Application } from '../../load/target.ts';

/** Called with each command's time in milliseconds. */
export type OnCommand = (milliseconds: number) => void;

/**
 * Takes one dossier through its life in four commands, each durable before its answer: received at the
 * counter (which submits and accepts it in one act, with its code and its due time), handed over to an
 * official, released, returned. An overloaded platform may refuse the receipt; after it, the other commands
 * wait and retry, as an official would.
 */
export async function lifecycle(
  { intake, solving, ending }: Pick<PlatformClients, 'intake' | 'solving' | 'ending'>,
  application: Application,
  turn: number,
  onCommand: OnCommand,
): Promise<void> {
  const { agencyId, officialId } = application;
  const timed = async (command: () => Promise<unknown>): Promise<void> => {
    const began = performance.now();
    await command();
    onCommand(performance.now() - began);
  };
  const again = (command: () => Promise<unknown>) => patiently(() => timed(command));
  const dossierId = randomUUID();
  const next = () => ({
    requestId: randomUUID(),
    dossierId,
    occurredAt: undefined,
    expectedRevision: undefined,
  });
  await timed(() =>
    intake.receiveDossier({
      requestId: randomUUID(),
      dossierId,
      ...reception(application, turn),
    }),
  );
  const handOver = { ...next(), agencyId, officialId };
  await again(() => solving.handOverDossier(handOver));
  const releasing = {
    ...next(),
    outcome: ResultOutcome.RESULT_OUTCOME_GRANTED,
  };
  await again(() => ending.releaseResult(releasing));
  const returning = { ...next(), method: ReturnMethod.RETURN_METHOD_COUNTER };
  await again(() => ending.returnResult(returning));
}

const reception = ({ procedureId, agencyId, caseName, paperIds }: Application, turn: number) => ({
  procedureId,
  agencyId,
  caseName,
  summary: 'Đề nghị giải quyết',
  channel: Channel.CHANNEL_COUNTER,
  attributes: {},
  applicant: {
    personId: randomUUID(),
    kind: ApplicantKind.APPLICANT_KIND_CITIZEN,
    name: `Nguyễn Văn Mẫu ${turn}`,
    idNumber: `0252${String(turn % 1e8).padStart(8, '0')}`,
    address: 'Phường Thanh Miếu',
  },
  components: paperIds.map((paperId) => ({
    paperId,
    originals: 1,
    copies: 0,
  })),
});
