import { refusal } from '../reasons.ts';
import type { SolvingRules } from './solving-rules.ts';

/** Checks that every paper with an id is one of the procedure's; papers not on its list have no id. */
export function checkPapers(
  named: readonly Readonly<{ paperId: string | null }>[],
  { papers }: SolvingRules,
): void {
  for (const { paperId } of named) {
    if (paperId !== null && !papers.includes(paperId)) throw refusal('PAPER_UNKNOWN', { paperId });
  }
}
