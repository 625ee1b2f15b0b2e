import { dayBefore, unreachable, type AgencyId, type LocalDate, type Recorded } from '@egov/chassis/domain';
import type { AgencyEvent, AssignedCode, CodeScheme } from './events.ts';
import { refusal } from '../reasons.ts';

/** A code with the days on which it named this agency; `validUntil` is null while it does. */
export type HeldCode = AssignedCode & Readonly<{ validUntil: LocalDate | null }>;

type Standing = Readonly<{
  agencyId: AgencyId;
  establishedOn: LocalDate;
  name: string;
  namedFrom: LocalDate;
  parentId: AgencyId | null;
  underFrom: LocalDate;
  codes: readonly HeldCode[];
}>;

export type Agency =
  | Readonly<{ phase: 'unknown' }>
  | (Standing & Readonly<{ phase: 'standing' }>)
  | (Standing & Readonly<{ phase: 'dissolved'; dissolvedOn: LocalDate }>);

export type KnownAgency = Exclude<Agency, { phase: 'unknown' }>;
export type StandingAgency = Extract<Agency, { phase: 'standing' }>;

/** Returns the agency of a command, or refuses NOT_FOUND, as for an agency that the caller may not see. */
export function known(state: Agency): KnownAgency {
  if (state.phase === 'unknown') throw refusal('NOT_FOUND');
  return state;
}

/** Returns the agency while it may still change, or refuses AGENCY_DISSOLVED. */
export function standing(state: Agency): StandingAgency {
  const agency = known(state);
  if (agency.phase === 'dissolved')
    throw refusal('AGENCY_DISSOLVED', { agencyId: agency.agencyId, dissolvedOn: agency.dissolvedOn });
  return agency;
}

/**
 * Returns an agency that is referred to from a day on; refuses AGENCY_UNKNOWN, and AGENCY_DISSOLVED if it
 * ended before.
 */
export function standingOn(state: Agency, agencyId: AgencyId, day: LocalDate): KnownAgency {
  if (state.phase === 'unknown') throw refusal('AGENCY_UNKNOWN', { agencyId });
  if (state.phase === 'dissolved' && state.dissolvedOn < day)
    throw refusal('AGENCY_DISSOLVED', { agencyId, dissolvedOn: state.dissolvedOn });
  return state;
}

export const currentCode = (agency: KnownAgency, scheme: CodeScheme): HeldCode | undefined =>
  agency.codes.find((held) => held.scheme === scheme && held.validUntil === null);

/** The last time this agency held a code, if it ever did. */
export const lastHeld = (agency: Agency, scheme: CodeScheme, code: string): HeldCode | undefined =>
  agency.phase === 'unknown'
    ? undefined
    : agency.codes.findLast((held) => held.scheme === scheme && held.code === code);

const open = (assigned: AssignedCode): HeldCode => ({
  scheme: assigned.scheme,
  code: assigned.code,
  validFrom: assigned.validFrom,
  validUntil: null,
});

const endedOn = (codes: readonly HeldCode[], day: LocalDate, scheme?: CodeScheme): readonly HeldCode[] =>
  codes.map((held) =>
    held.validUntil === null && (scheme ?? held.scheme) === held.scheme ? { ...held, validUntil: day } : held,
  );

export function evolve(state: Agency, event: Recorded<AgencyEvent>): Agency {
  if (event.type === 'AgencyEstablished') {
    const { agencyId, name, parentId, establishedOn, codes } = event.data;
    return {
      phase: 'standing',
      agencyId,
      establishedOn,
      name,
      namedFrom: establishedOn,
      parentId,
      underFrom: establishedOn,
      codes: codes.map(open),
    };
  }
  if (state.phase === 'unknown') return state;
  switch (event.type) {
    case 'AgencyRenamed':
      return { ...state, name: event.data.name, namedFrom: event.data.validFrom };
    case 'AgencyMoved':
      return { ...state, parentId: event.data.parentId, underFrom: event.data.validFrom };
    case 'AgencyCodeAssigned': {
      const { scheme, validFrom } = event.data;
      return { ...state, codes: [...endedOn(state.codes, dayBefore(validFrom), scheme), open(event.data)] };
    }
    case 'AgencyDissolved': {
      const { dissolvedOn } = event.data;
      return { ...state, phase: 'dissolved', dissolvedOn, codes: endedOn(state.codes, dissolvedOn) };
    }
    default:
      return unreachable(event);
  }
}
