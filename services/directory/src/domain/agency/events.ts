import { eventCatalogue, type AgencyId, type Event, type LocalDate } from '@egov/chassis/domain';

export type AgencyLevel = 'province' | 'department' | 'district' | 'commune' | 'division';

/**
 * QCVN 102:2016 is read right to left, decision 20/2020 left to right; GSO is the statistics office's number.
 */
export type CodeScheme = 'qcvn102' | 'qd20' | 'gso';

export type AssignedCode = Readonly<{ scheme: CodeScheme; code: string; validFrom: LocalDate }>;

/** `part` is what is taken over if not everything, e.g. a part of the territory. */
export type Successor = Readonly<{ agencyId: AgencyId; part: string | null }>;

export type AgencyEvent =
  | Event<
      'AgencyEstablished',
      {
        agencyId: AgencyId;
        name: string;
        level: AgencyLevel;
        parentId: AgencyId | null;
        codes: readonly AssignedCode[];
        establishedOn: LocalDate;
      }
    >
  | Event<'AgencyRenamed', { agencyId: AgencyId; name: string; validFrom: LocalDate }>
  | Event<'AgencyCodeAssigned', { agencyId: AgencyId } & AssignedCode>
  | Event<'AgencyMoved', { agencyId: AgencyId; parentId: AgencyId; validFrom: LocalDate }>
  | Event<
      'AgencyDissolved',
      { agencyId: AgencyId; dissolvedOn: LocalDate; successors: readonly Successor[]; legalGround: string }
    >;

export const agencyCatalogue = eventCatalogue<AgencyEvent>({
  AgencyEstablished: { schema: 1 },
  AgencyRenamed: { schema: 1 },
  AgencyCodeAssigned: { schema: 1 },
  AgencyMoved: { schema: 1 },
  AgencyDissolved: { schema: 1 },
});
