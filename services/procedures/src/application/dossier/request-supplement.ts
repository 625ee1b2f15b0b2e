import { replyBy } from '../../domain/deadline/deadline.ts';
import type { Defect } from '../../domain/dossier/component.ts';
import { dossierAct, type ActInput } from './dossier-act.ts';
import { instantOf } from './when-it-happened.ts';
import { atDesk, type WhoMay } from './who-may.ts';
import type { Deps } from '../deps.ts';

/** Before acceptance the counter asks, after it the official who examines the dossier. */
const whoAsks: WhoMay = (context, state) =>
  atDesk(state.phase === 'registered' || state.phase === 'unknown' ? 'dossier.receive' : 'dossier.examine')(
    context,
    state,
  );

/**
 * Asks the applicant for everything that is missing, all at once (form 02), on `dossier.receive` before
 * acceptance and `dossier.examine` after it.
 */
export const requestSupplement = ({ directory, ...records }: Pick<Deps, 'dossiers' | 'directory'>) =>
  dossierAct(records, {
    whoMay: whoAsks,
    command: async (
      { defects, reason }: ActInput & Readonly<{ defects: readonly Defect[]; reason: string }>,
      { file },
      context,
    ) => {
      const { supplement } = file.rules;
      const until =
        supplement.maxWait === null
          ? null
          : replyBy(supplement, instantOf(context), await directory.calendar(context));
      return { type: 'RequestSupplement', data: { defects, reason, replyBy: until } };
    },
  });
