import { refusal } from '../reasons.ts';
import type { SolvingRules } from './solving-rules.ts';

/** Says whether every paper named is one of the procedure's; papers beside its list have no identity. */
export function checkPapers(
  named: readonly Readonly<{ paperId: string | null }>[],
  { papers }: SolvingRules,
): void {
  for (const { paperId } of named) {
    if (paperId !== null && !papers.includes(paperId)) throw refusal('PAPER_UNKNOWN', { paperId });
  }
}
