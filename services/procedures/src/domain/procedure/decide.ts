import { unreachable, type Decider } from '@egov/chassis/domain';
import { checkLocalDate } from '../check-local-date.ts';
import { refusal } from '../reasons.ts';
import { checkTerms } from './check-terms.ts';
import type {
  ProcedureCommand,
  ProposeProcedureVersion,
  PublishProcedureVersion,
  RetireProcedure,
} from './commands.ts';
import type { ProcedureEvent } from './events.ts';
import { nationalCode } from './national-code.ts';
import { evolve, type Procedure, type ProcedureVersion } from './procedure.ts';

type Offered = Extract<Procedure, { phase: 'offered' }>;

function offered(state: Procedure): Offered {
  if (state.phase === 'unknown') throw refusal('PROCEDURE_UNKNOWN');
  if (state.phase === 'retired') throw refusal('PROCEDURE_RETIRED', { retiredOn: state.retiredOn });
  return state;
}

function propose({ data }: ProposeProcedureVersion, state: Procedure): readonly ProcedureEvent[] {
  checkLocalDate(data.inForceFrom, 'in_force_from');
  checkTerms(data.terms);
  const versions = state.phase === 'unknown' ? [] : offered(state).versions;
  const first = versions[0];
  if (first !== undefined && nationalCode(first.terms.code) !== nationalCode(data.terms.code)) {
    throw refusal('CODE_DIFFERS', { code: first.terms.code });
  }
  return [{ type: 'ProcedureVersionProposed', data: { ...data, version: versions.length + 1 } }];
}

/** Returns the version if this person may publish it; refuses otherwise. */
export function mayBePublished(
  { version: number }: PublishProcedureVersion['data'],
  publisher: string,
  state: Procedure,
): ProcedureVersion {
  const version = offered(state).versions.find((known) => known.version === number);
  if (version === undefined) throw refusal('VERSION_UNKNOWN', { version: number });
  if (version.status === 'published') throw refusal('VERSION_PUBLISHED', { version: number });
  if (version.proposedBy === publisher) throw refusal('SAME_PERSON');
  return version;
}

function publish({ data, meta }: PublishProcedureVersion, state: Procedure): readonly ProcedureEvent[] {
  const {
    inForceFrom,
    terms: { code, name },
  } = mayBePublished(data, meta.actor.id, state);
  return [{ type: 'ProcedureVersionPublished', data: { ...data, inForceFrom, code, name } }];
}

function retire({ data }: RetireProcedure, state: Procedure): readonly ProcedureEvent[] {
  offered(state);
  checkLocalDate(data.retiredOn, 'retired_on');
  return [{ type: 'ProcedureRetired', data }];
}

function decide(command: ProcedureCommand, state: Procedure): readonly ProcedureEvent[] {
  switch (command.type) {
    case 'ProposeProcedureVersion':
      return propose(command, state);
    case 'PublishProcedureVersion':
      return publish(command, state);
    case 'RetireProcedure':
      return retire(command, state);
    default:
      return unreachable(command);
  }
}

export const procedureDecider: Decider<Procedure, ProcedureCommand, ProcedureEvent> = {
  initial: { phase: 'unknown' },
  decide,
  evolve,
};
