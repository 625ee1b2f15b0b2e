import { officeDay } from '@egov/chassis/domain';
import type { CallContext } from '@egov/chassis/application';
import { temporaryIdOf } from '../../domain/dossier/temporary-id.ts';
import type { ActResult } from './dossier-act.ts';
import { submissionOf, submittedId, type SubmissionInput } from './submission.ts';
import { instantOf, whenItHappened } from './when-it-happened.ts';
import type { Deps } from '../deps.ts';

/** Submits a dossier online. */
export const submitDossier =
  (deps: Pick<Deps, 'dossiers' | 'procedures' | 'keys' | 'hash' | 'papers'>) =>
  async (
    input: SubmissionInput,
    context: CallContext,
  ): Promise<ActResult & Readonly<{ temporaryId: string }>> => {
    const call = whenItHappened(context, input, null);
    const id = submittedId(input, call);
    const temporaryId = temporaryIdOf(id, officeDay(instantOf(call)));
    const { revision, position, state, events } = await deps.dossiers.handle({
      id,
      context: call,
      must: { notExist: 'DOSSIER_EXISTS' },
      command: async () => ({
        type: 'SubmitDossier',
        data: { ...(await submissionOf(deps, input, 'online', call)), temporaryId },
      }),
    });
    return { dossierId: id, revision, position, state, events, temporaryId };
  };
