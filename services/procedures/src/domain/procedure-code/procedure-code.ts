import {
  eventCatalogue,
  type Command,
  type Decider,
  type Event,
  type Instant,
  type Recorded,
} from '@egov/chassis/domain';
import type { ProcedureId } from '../ids.ts';
import { refusal } from '../reasons.ts';

/** The procedure has the code from now on; no other can be published under it. */
export type ProcedureCodeEvent = Event<'ProcedureCodeClaimed', { code: string; procedureId: ProcedureId }>;
export const procedureCodeCatalogue = eventCatalogue<ProcedureCodeEvent>({
  ProcedureCodeClaimed: { schema: 1 },
});

export type ProcedureCode =
  | Readonly<{ phase: 'free' }>
  | Readonly<{ phase: 'claimed'; procedureId: ProcedureId; claimedAt: Instant }>;

/** `abandoned`: the previous claim was never followed by a publication. */
export type ClaimProcedureCode = Command<
  'ClaimProcedureCode',
  { code: string; procedureId: ProcedureId; abandoned: boolean }
>;

function decide(
  { data: { code, procedureId, abandoned } }: ClaimProcedureCode,
  state: ProcedureCode,
): readonly ProcedureCodeEvent[] {
  if (state.phase === 'claimed' && state.procedureId === procedureId) return [];
  if (state.phase === 'claimed' && !abandoned) throw refusal('CODE_TAKEN', { code });
  return [{ type: 'ProcedureCodeClaimed', data: { code, procedureId } }];
}

const evolve = (_state: ProcedureCode, { data, at }: Recorded<ProcedureCodeEvent>): ProcedureCode => ({
  phase: 'claimed',
  procedureId: data.procedureId,
  claimedAt: at,
});

/** One stream for each code, so that the expected revision decides between two concurrent claims. */
export const procedureCodeDecider: Decider<ProcedureCode, ClaimProcedureCode, ProcedureCodeEvent> = {
  initial: { phase: 'free' },
  evolve,
  decide,
};
