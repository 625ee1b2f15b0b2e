import { randomUUID } from 'node:crypto';
import { ResultOutcome, ReturnMethod } from '@egov/proto/egov/procedures/v1/dossier';
import { ApplicantKind } from '@egov/proto/egov/procedures/v1/submission';
import { Channel } from '@egov/proto/egov/procedures/v1/procedure';
import type { PlatformClients } from '../province/platform-clients.ts';
import type { Application } from './application.ts';

/** The acts of a life in their order. */
export const acts = ['received', 'handed over', 'released', 'returned'] as const;
export type Act = (typeof acts)[number];

/**
 * The progress of a dossier: its code once it was received, the last acknowledged act, and the log position
 * then.
 */
export type Life = { readonly dossierId: string; code: string; last: Act | undefined; position: bigint };

/** Called after each act with its time in milliseconds, and with the error of one that failed. */
export type OnAct = (act: Act, milliseconds: number, error?: Error) => void;

/** How much of a life to play, and when it happened, if not now. */
export type Wanted = Readonly<{ wanted?: readonly Act[]; occurred?: Date }>;

/** Takes one dossier through its life in four commands, or the first of them; the first failure ends it. */
export async function live(
  { intake, solving, ending }: Pick<PlatformClients, 'intake' | 'solving' | 'ending'>,
  application: Application,
  onAct: OnAct,
  { wanted = acts, occurred: occurredAt }: Wanted = {},
): Promise<Life> {
  const life: Life = { dossierId: randomUUID(), code: '', last: undefined, position: 0n };
  const act = () => ({
    requestId: randomUUID(),
    dossierId: life.dossierId,
    occurredAt,
  });
  const commands: Readonly<Record<Act, () => Promise<{ position: bigint; code?: string | undefined }>>> = {
    received: () => intake.receiveDossier({ ...act(), ...reception(application) }),
    'handed over': () =>
      solving.handOverDossier({
        ...act(),
        agencyId: application.agencyId,
        officialId: application.officialId,
      }),
    released: () =>
      ending.releaseResult({
        ...act(),
        outcome: ResultOutcome.RESULT_OUTCOME_GRANTED,
      }),
    returned: () => ending.returnResult({ ...act(), method: ReturnMethod.RETURN_METHOD_COUNTER }),
  };
  for (const name of wanted) {
    const began = performance.now();
    try {
      const { position, code } = await commands[name]();
      life.last = name;
      life.position = position;
      if (code !== undefined) life.code = code;
      onAct(name, performance.now() - began);
    } catch (error) {
      onAct(name, performance.now() - began, error instanceof Error ? error : new Error(String(error)));
      return life;
    }
  }
  return life;
}

const reception = ({ procedureId, agencyId, caseName, papers }: Application) => ({
  procedureId,
  agencyId,
  caseName,
  summary: 'Kiểm tra nền tảng',
  channel: Channel.CHANNEL_COUNTER,
  attributes: {},
  applicant: {
    personId: randomUUID(),
    kind: ApplicantKind.APPLICANT_KIND_CITIZEN,
    name: 'Nguyễn Văn Mẫu',
    idNumber: '025200000000',
  },
  components: papers.map((paperId) => ({
    paperId,
    originals: 1,
    copies: 0,
  })),
});
