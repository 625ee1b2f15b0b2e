import { promisedOf } from '../deadline/clock.ts';
import { refusal } from '../reasons.ts';
import type { ExpireSupplement, RequestSupplement, SupplyPapers } from './commands.ts';
import { defectNames } from './defects.ts';
import type { Dossier, Supplement } from './dossier.ts';
import type { DossierEvent } from './events.ts';
import { aboutApplicant, attended, known, needReason, ofFile, standingIn } from './guards.ts';
import { checkPapers } from './papers.ts';
import { checkResumption } from './check-resumption.ts';

/** Decree 118/2025: once, and again only for what the first response did not satisfy. */
const MAX_ROUNDS = 2;

function checkAgain({ round, named, satisfied }: Supplement, asked: readonly string[]): void {
  if (round >= MAX_ROUNDS || satisfied === true) throw refusal('SUPPLEMENT_ALREADY_REQUESTED', { round });
  const fresh = asked.find((name) => !named.includes(name));
  if (fresh !== undefined) throw refusal('SUPPLEMENT_NEW_CONTENT');
}

export function requestSupplement({ data }: RequestSupplement, state: Dossier): readonly DossierEvent[] {
  const { file } = attended(state, ['registered', 'in-progress'], 'DOSSIER_NOT_IN_PROGRESS');
  const { supplement, rules } = file;
  if (data.defects.length === 0) throw refusal('DEFECTS_NOT_NAMED', { field: 'defects' });
  needReason(data.reason, 'reason');
  checkPapers(data.defects, rules);
  if (supplement !== null) checkAgain(supplement, defectNames(data.defects));
  return [
    {
      type: 'SupplementRequested',
      data: { ...aboutApplicant(file), round: (supplement?.round ?? 0) + 1, ...data },
    },
  ];
}

export function supply({ data }: SupplyPapers, state: Dossier): readonly DossierEvent[] {
  const { file, returnsTo } = standingIn(state, ['supplement-requested'], 'NO_SUPPLEMENT_AWAITED');
  checkPapers(data.components, file.rules);
  checkResumption(file, data.due);
  return [
    {
      type: 'SupplementReceived',
      data: {
        ...aboutApplicant(file),
        returnsTo,
        previousDue: promisedOf(file.clock),
        ...data,
      },
    },
  ];
}

/** Whether the round of a timer, or the whole dossier, is over: the timer then does nothing. */
export function expireSupplement({ data, meta }: ExpireSupplement, state: Dossier): readonly DossierEvent[] {
  const dossier = known(state);
  if (
    dossier.phase !== 'supplement-requested' ||
    dossier.file.supplement?.round !== data.round ||
    dossier.replyBy === null
  )
    return [];
  const { file, replyBy } = dossier;
  if (meta.occurred < replyBy) throw refusal('SUPPLEMENT_NOT_EXPIRED', { replyBy });
  return [
    { type: 'SupplementExpired', data: { ...ofFile(file), round: data.round, replyBy } },
    {
      type: 'DossierStopped',
      data: { ...aboutApplicant(file), cause: 'supplement-expired', reason: '', legalGround: '' },
    },
  ];
}
