import { officeDay, officialId, type AgencyId, type Instant } from '@egov/chassis/domain';
import type { CommandInput, CallContext } from '@egov/chassis/application';
import { noDue } from '../../domain/deadline/due.ts';
import type { DossierCommand } from '../../domain/dossier/commands.ts';
import { temporaryIdOf } from '../../domain/dossier/temporary-id.ts';
import type { Channel } from '../../domain/procedure/terms.ts';
import type { ActResult } from './dossier-act.ts';
import { dueAtReceipt } from './due-at-receipt.ts';
import { submissionOf, submittedId, type SubmissionInput } from './submission.ts';
import { instantOf, whenItHappened } from './when-it-happened.ts';
import { refusal } from '../../domain/reasons.ts';
import type { Deps } from '../deps.ts';

/**
 * A dossier received at the counter or by post, or imported: then `importId` names the import and
 * `attributes` are the source's.
 */
export type ReceiveInput = SubmissionInput &
  Readonly<{
    channel: Channel;
    promisedAt?: Instant | undefined;
    importId: string | undefined;
    attributes: Readonly<Record<string, string>>;
  }>;

type Needed = Pick<Deps, 'dossiers' | 'procedures' | 'keys' | 'hash' | 'papers' | 'directory' | 'codes'>;

/**
 * Receives a dossier and accepts it in one act, on `dossier.receive` of the agency that solves it; an
 * imported history also needs `dossier.backdate`.
 */
export const receiveDossier =
  (deps: Needed) =>
  async (input: ReceiveInput, context: CallContext): Promise<ActResult> => {
    const { importId } = input;
    if (importId !== undefined) context.principal.require('dossier.backdate');
    else if (Object.keys(input.attributes).length > 0)
      throw refusal('IMPORT_NOT_NAMED', { field: 'import_id' });
    const dated = whenItHappened(context, input, importId ?? null);
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
  deps: Needed,
  input: ReceiveInput,
  context: CallContext,
): Promise<CommandInput<DossierCommand>> {
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
  deps: Needed,
  input: ReceiveInput,
  context: CallContext,
): Promise<CommandInput<DossierCommand>> {
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

/** The official who receives a dossier holds it, at the agency that solves it. */
export const holderAt = (agencyId: AgencyId, { principal }: CallContext) => ({
  agencyId,
  officialId: principal.service ? null : officialId(principal.subject),
});
