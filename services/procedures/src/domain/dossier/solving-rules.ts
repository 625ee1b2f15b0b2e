import type { DueRules } from '../deadline/due.ts';
import type { ProcedureId } from '../ids.ts';
import type { ProcedureVersion } from '../procedure/procedure.ts';
import type {
  Channel,
  ChannelCase,
  ProcedureTerms,
  StepDefinition,
  SupplementPolicy,
} from '../procedure/terms.ts';
import { refusal } from '../reasons.ts';

/**
 * The rules for solving a dossier: those of the version in force at its receipt, for its channel and case.
 * Stored with the dossier, so that later versions do not affect it and every decision on it can be judged
 * again.
 */
export type SolvingRules = DueRules &
  Readonly<{
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

function caseOf(
  { channels, recorded }: ProcedureTerms,
  channel: Channel,
  caseName: string | null,
): ChannelCase {
  const offered = channels.find((terms) => terms.channel === channel) ?? (recorded ? channels[0] : undefined);
  if (offered === undefined) throw refusal('CHANNEL_NOT_OFFERED', { channel });
  const only = offered.cases.length === 1 ? offered.cases[0] : undefined;
  const found = caseName === null ? only : offered.cases.find(({ name }) => name === caseName);
  if (found === undefined) throw refusal('CASE_UNKNOWN', { channel, cases: offered.cases.length });
  return found;
}

/**
 * The rules for a dossier from a channel; a recorded procedure accepts any. Refuses CHANNEL_NOT_OFFERED,
 * CASE_UNKNOWN.
 */
export function solvingRulesOf(
  procedureId: ProcedureId,
  { version, terms }: ProcedureVersion,
  channel: Channel,
  caseName: string | null,
): SolvingRules {
  const { name, duration, rounding, fee } = caseOf(terms, channel, caseName);
  const { code, papers, supplement, steps, recorded, sameDayCutoff } = terms;
  return {
    procedureId,
    code,
    name: terms.name,
    version,
    caseName: name,
    fee,
    duration,
    rounding,
    sameDayCutoff,
    papers: papers.map(({ paperId }) => paperId),
    supplement,
    steps,
    recorded,
  };
}
