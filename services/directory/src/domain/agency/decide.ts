import { unreachable, type AgencyId, type Command, type Decider, type LocalDate } from '@egov/chassis/domain';
import { currentCode, evolve, standing, type Agency, type StandingAgency } from './agency.ts';
import type { AgencyEvent, AgencyLevel, AssignedCode, Successor } from './events.ts';
import { refusal } from '../reasons.ts';

/** The future superior, with all those above it, nearest first. */
export type Superior = Readonly<{ agencyId: AgencyId; above: readonly AgencyId[] }>;

export type EstablishAgency = Command<
  'EstablishAgency',
  {
    agencyId: AgencyId;
    name: string;
    level: AgencyLevel;
    superior: Superior | null;
    codes: readonly AssignedCode[];
    establishedOn: LocalDate;
  }
>;
export type RenameAgency = Command<
  'RenameAgency',
  { agencyId: AgencyId; name: string; validFrom: LocalDate }
>;
export type AssignAgencyCode = Command<'AssignAgencyCode', { agencyId: AgencyId } & AssignedCode>;
export type MoveAgency = Command<
  'MoveAgency',
  { agencyId: AgencyId; superior: Superior; validFrom: LocalDate }
>;
export type DissolveAgency = Command<
  'DissolveAgency',
  {
    agencyId: AgencyId;
    dissolvedOn: LocalDate;
    successors: readonly Successor[];
    legalGround: string;
  }
>;
export type AgencyCommand = EstablishAgency | RenameAgency | AssignAgencyCode | MoveAgency | DissolveAgency;

function notBefore(validFrom: LocalDate, current: LocalDate): void {
  if (validFrom < current) throw refusal('VALIDITY_BACKWARDS', { validFrom, current });
}

function notUnder({ agencyId, above }: Superior, self: AgencyId): void {
  if (agencyId === self || above.includes(self))
    throw refusal('AGENCY_UNDER_ITSELF', { agencyId: self, parentId: agencyId });
}

/**
 * Checks whether an agency may be established; refuses AGENCY_EXISTS, AGENCY_UNDER_ITSELF,
 * VALIDITY_BACKWARDS.
 */
export function mayBeEstablished(
  { agencyId, superior, codes, establishedOn }: EstablishAgency['data'],
  state: Agency,
): void {
  if (state.phase !== 'unknown') throw refusal('AGENCY_EXISTS', { agencyId });
  if (superior !== null) notUnder(superior, agencyId);
  if (new Set(codes.map(({ scheme }) => scheme)).size < codes.length)
    throw refusal('AGENCY_CODE_SCHEME_TWICE', { field: 'codes' });
  for (const { validFrom } of codes) notBefore(validFrom, establishedOn);
}

function establish({ data }: EstablishAgency, state: Agency): readonly AgencyEvent[] {
  mayBeEstablished(data, state);
  const { superior, ...established } = data;
  return [{ type: 'AgencyEstablished', data: { ...established, parentId: superior?.agencyId ?? null } }];
}

function rename({ data }: RenameAgency, state: Agency): readonly AgencyEvent[] {
  const agency = standing(state);
  notBefore(data.validFrom, agency.namedFrom);
  return agency.name === data.name ? [] : [{ type: 'AgencyRenamed', data }];
}

/** Checks whether an agency may be given a code; refuses AGENCY_DISSOLVED, VALIDITY_BACKWARDS. */
export function mayHoldCode({ scheme, validFrom }: AssignedCode, state: Agency): StandingAgency {
  const agency = standing(state);
  notBefore(validFrom, currentCode(agency, scheme)?.validFrom ?? agency.establishedOn);
  return agency;
}

function assignCode({ data }: AssignAgencyCode, state: Agency): readonly AgencyEvent[] {
  const agency = mayHoldCode(data, state);
  return currentCode(agency, data.scheme)?.code === data.code ? [] : [{ type: 'AgencyCodeAssigned', data }];
}

function move(
  { data: { agencyId, superior, validFrom } }: MoveAgency,
  state: Agency,
): readonly AgencyEvent[] {
  const agency = standing(state);
  notUnder(superior, agencyId);
  notBefore(validFrom, agency.underFrom);
  return agency.parentId === superior.agencyId
    ? []
    : [{ type: 'AgencyMoved', data: { agencyId, parentId: superior.agencyId, validFrom } }];
}

function dissolve({ data }: DissolveAgency, state: Agency): readonly AgencyEvent[] {
  const agency = standing(state);
  notBefore(data.dissolvedOn, agency.establishedOn);
  if (data.successors.some(({ agencyId }) => agencyId === data.agencyId))
    throw refusal('AGENCY_SUCCEEDS_ITSELF', { agencyId: data.agencyId });
  return [{ type: 'AgencyDissolved', data }];
}

function decide(command: AgencyCommand, state: Agency): readonly AgencyEvent[] {
  switch (command.type) {
    case 'EstablishAgency':
      return establish(command, state);
    case 'RenameAgency':
      return rename(command, state);
    case 'AssignAgencyCode':
      return assignCode(command, state);
    case 'MoveAgency':
      return move(command, state);
    case 'DissolveAgency':
      return dissolve(command, state);
    default:
      return unreachable(command);
  }
}

export const agencyDecider: Decider<Agency, AgencyCommand, AgencyEvent> = {
  initial: { phase: 'unknown' },
  evolve,
  decide,
};
