import type { LocalDate } from '@egov/chassis/domain';
import { refusal } from '../reasons.ts';
import type { Procedure, ProcedureVersion } from './procedure.ts';

const isLater = (one: ProcedureVersion, other: ProcedureVersion): boolean =>
  one.inForceFrom > other.inForceFrom ||
  (one.inForceFrom === other.inForceFrom && one.version > other.version);

/**
 * The version that applies on a day: the published one with the latest first day not after it; null if there
 * is none.
 */
export function versionInForce(state: Procedure, day: LocalDate): ProcedureVersion | null {
  if (state.phase === 'unknown') return null;
  if (state.phase === 'retired' && state.retiredOn < day) return null;
  return state.versions
    .filter(({ status, inForceFrom }) => status === 'published' && inForceFrom <= day)
    .reduce<ProcedureVersion | null>(
      (latest, version) => (latest === null || isLater(version, latest) ? version : latest),
      null,
    );
}

/**
 * The version that a dossier received on a day follows; refuses PROCEDURE_UNKNOWN, PROCEDURE_NOT_IN_FORCE.
 */
export function versionToApply(state: Procedure, day: LocalDate): ProcedureVersion {
  if (state.phase === 'unknown') throw refusal('PROCEDURE_UNKNOWN');
  const version = versionInForce(state, day);
  if (version === null) throw refusal('PROCEDURE_NOT_IN_FORCE', { procedureId: state.procedureId, day });
  return version;
}
