import { unreachable, type LocalDate, type Recorded } from '@egov/chassis/domain';
import type { ProcedureId } from '../ids.ts';
import type { ProcedureEvent } from './events.ts';
import type { ProcedureTerms } from './terms.ts';

export type ProcedureVersion = Readonly<{
  version: number;
  status: 'proposed' | 'published';
  inForceFrom: LocalDate;
  terms: ProcedureTerms;
  proposedBy: string;
}>;

type Listed = Readonly<{ procedureId: ProcedureId; versions: readonly ProcedureVersion[] }>;

export type Procedure =
  | Readonly<{ phase: 'unknown' }>
  | (Listed & Readonly<{ phase: 'offered' }>)
  | (Listed & Readonly<{ phase: 'retired'; retiredOn: LocalDate }>);

/** Returns whether any version has been published. */
export const isPublished = (procedure: Procedure): boolean =>
  procedure.phase !== 'unknown' && procedure.versions.some(({ status }) => status === 'published');

const published = (versions: readonly ProcedureVersion[], version: number): readonly ProcedureVersion[] =>
  versions.map((known) => (known.version === version ? { ...known, status: 'published' } : known));

export function evolve(state: Procedure, event: Recorded<ProcedureEvent>): Procedure {
  if (event.type === 'ProcedureVersionProposed') {
    const { procedureId, ...proposed } = event.data;
    const versions = state.phase === 'unknown' ? [] : state.versions;
    return {
      phase: 'offered',
      procedureId,
      versions: [...versions, { ...proposed, status: 'proposed', proposedBy: event.actor.id }],
    };
  }
  if (state.phase === 'unknown') return state;
  switch (event.type) {
    case 'ProcedureVersionPublished':
      return { ...state, versions: published(state.versions, event.data.version) };
    case 'ProcedureRetired':
      return { ...state, phase: 'retired', retiredOn: event.data.retiredOn };
    default:
      return unreachable(event);
  }
}
