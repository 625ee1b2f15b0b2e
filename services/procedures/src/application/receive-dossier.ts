import { type Instant } from '@egov/chassis/domain';
import type { Asked, CallContext } from '@egov/chassis/application';
import { noDue } from '../domain/deadline/due.ts';
import type { DossierCommand } from '../domain/dossier/commands.ts';
import { temporaryIdOf } from '../domain/dossier/temporary-id.ts';
import { officialId, type AgencyId } from '../domain/ids.ts';
import { officeDay } from '../domain/local-date.ts';
import type { Channel } from '../domain/procedure/terms.ts';
import type { Acted } from './dossier-act.ts';
import { dueAtReceipt } from './due-at-receipt.ts';
import type { Directory, DossierCodes } from './ports.ts';
import type { Records } from './records.ts';
import { submissionOf, submittedId, type SubmissionDeps, type SubmissionInput } from './submission.ts';
import { instantOf, whenItHappened } from './when-it-happened.ts';
import { refusal } from '../domain/reasons.ts';

/**
 * What is received at the counter or by post, or imported: then `importId` names the import and `attributes`
 * are the source's.
 */
export type ReceiveInput = SubmissionInput &
  Readonly<{
    channel: Channel;
    promisedAt?: Instant | undefined;
    importId: string | undefined;
    attributes: Readonly<Record<string, string>>;
  }>;

type Deps = Pick<Records, 'dossiers'> &
  SubmissionDeps &
  Readonly<{ directory: Directory; codes: DossierCodes }>;

/**
 * Receives a dossier and accepts it in one act, on `dossier.receive` of the agency that solves it; an
 * imported history on `dossier.backdate` too.
 */
export const receiveDossier =
  (deps: Deps) =>
  async (input: ReceiveInput, context: CallContext): Promise<Acted> => {
    const { importId } = input;
    if (importId !== undefined) context.principal.require('dossier.backdate');
    else if (Object.keys(input.attributes).length > 0)
      throw refusal('IMPORT_NOT_NAMED', { field: 'import_id' });
    const dated = whenItHappened(context, input);
    const call = importId === undefined ? dated : { ...dated, importId };
    const id = submittedId(input, call);
    const { revision, position, state, events } = await deps.dossiers.handle({
      id,
      context: call,
      must: { notExist: 'DOSSIER_EXISTS' },
      command: () => (importId === undefined ? received(deps, input, call) : imported(deps, input, call)),
    });
    return { dossierId: id, revision, position, state, events };
  };

async function received(
  deps: Deps,
  input: ReceiveInput,
  context: CallContext,
): Promise<Asked<DossierCommand>> {
  const submission = await submissionOf(deps, input, input.channel, context);
  const { agencyId, rules, dossierId } = submission;
  context.principal.require('dossier.receive', agencyId);
  const due = await dueAtReceipt(deps.directory, rules, input.promisedAt, context);
  const code = await deps.codes.next(agencyId, instantOf(context), context);
  const temporaryId = temporaryIdOf(dossierId, officeDay(instantOf(context)));
  return {
    type: 'ReceiveDossier',
    data: {
      ...submission,
      channel: input.channel,
      temporaryId,
      code,
      due,
      holder: holderAt(agencyId, context),
    },
  };
}

async function imported(
  deps: Deps,
  input: ReceiveInput,
  context: CallContext,
): Promise<Asked<DossierCommand>> {
  const submission = await submissionOf(deps, input, input.channel, context);
  const { agencyId } = submission;
  context.principal.require('dossier.receive', agencyId);
  return {
    type: 'ImportDossier',
    data: {
      ...submission,
      channel: input.channel,
      attributes: input.attributes,
      due: noDue,
      holder: { agencyId, officialId: null },
    },
  };
}

/** Whoever receives a dossier has it on the desk of the agency that solves it. */
export const holderAt = (agencyId: AgencyId, { principal }: CallContext) => ({
  agencyId,
  officialId: principal.service ? null : officialId(principal.subject),
});
