import type { DueRules } from '../deadline/due.ts';
import type { ProcedureId } from '../ids.ts';
import type { StepDefinition, SupplementPolicy } from '../procedure/terms.ts';

/**
 * What a dossier is solved under: what the version in force at its receipt says of its channel and case. Kept with the dossier,
 * so that later versions change nothing for it and every decision on it can be judged again.
 */
export type SolvingRules = DueRules & Readonly<{
  procedureId: ProcedureId;
  code: string;
  name: string;
  version: number;
  caseName: string | null;
  fee: number | null;
  papers: readonly string[];
  supplement: SupplementPolicy;
  steps: readonly StepDefinition[];
  recorded: boolean;
}>;
