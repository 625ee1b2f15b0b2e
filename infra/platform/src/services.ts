import { AuditServiceDefinition } from '@egov/proto/egov/audit/v1/audit_service';
import { AgencyServiceDefinition } from '@egov/proto/egov/directory/v1/agency_service';
import { CalendarServiceDefinition } from '@egov/proto/egov/directory/v1/calendar_service';
import { StaffServiceDefinition } from '@egov/proto/egov/directory/v1/staff_service';
import { FileServiceDefinition } from '@egov/proto/egov/files/v1/file_service';
import { OperationsServiceDefinition } from '@egov/proto/egov/operations/v1/operations_service';
import { PersonServiceDefinition } from '@egov/proto/egov/person/v1/person_service';
import { CatalogueServiceDefinition } from '@egov/proto/egov/procedures/v1/catalogue_service';
import { DossierCorrespondenceServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_correspondence_service';
import { DossierEndingServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_ending_service';
import { DossierIntakeServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_intake_service';
import { DossierPauseServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_pause_service';
import { DossierQueryServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_query_service';
import { DossierSolvingServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_solving_service';
import { FollowServiceDefinition } from '@egov/proto/egov/procedures/v1/follow_service';
import { StatisticsServiceDefinition } from '@egov/proto/egov/procedures/v1/statistics_service';

import type { Kept } from './broker/streams.ts';

type Edges = Readonly<{
  /** Services that it calls; it gets their addresses, and the network lets it through. */
  asks: readonly string[];
  /** Subjects of other services that it may listen to at the broker. */
  hears: readonly string[];
}>;

type ServiceEntry = Edges &
  Readonly<{
    /** Where it listens for gRPC. */
    port: number;
    /** Whether it records events and has read models, or keeps files. */
    kind: 'events' | 'files';
    /**
     * Its policies that send commands, each with the service whose events it follows by a durable consumer.
     */
    follows: Readonly<Record<string, string>>;
    /** Services whose forgotten persons it forgets too. */
    forgetsWith: readonly string[];
    /** Services that keep what its records refer to: it signs grants, and they give out files on those. */
    grants: readonly string[];
    /** Its contracts, by the names of their clients, each name used once in the whole list. */
    api: Readonly<Record<string, object>>;
  }>;

type PortalEntry = Edges &
  Readonly<{
    /** Where it listens for HTTP. */
    port: number;
    /** In a portal for citizens everybody acts for themselves only, officials too. */
    visitors: 'officials' | 'citizens';
    /** `forget`: the service whose forgotten persons are its visitors, by a durable consumer of that name. */
    follows: Readonly<{ forget?: string }>;
    /** What it stores at the broker: for how long without a change at most, and how much. */
    keeps: Readonly<Record<'sessions' | 'notes', Kept>>;
  }>;

/** Every service, in the order of their start. */
export const services = {
  directory: {
    port: 7001,
    kind: 'events',
    asks: [],
    hears: [],
    follows: {},
    forgetsWith: [],
    grants: [],
    api: {
      agencies: AgencyServiceDefinition,
      staff: StaffServiceDefinition,
      calendars: CalendarServiceDefinition,
    },
  },
  files: {
    port: 7003,
    kind: 'files',
    asks: [],
    hears: [],
    follows: {},
    // Its persons are those who uploaded.
    forgetsWith: ['procedures'],
    grants: [],
    api: { files: FileServiceDefinition },
  },
  procedures: {
    port: 7002,
    kind: 'events',
    asks: ['directory', 'files'],
    hears: ['egov.directory.calendar.changed.v1'],
    follows: {},
    forgetsWith: [],
    grants: ['files'],
    api: {
      intake: DossierIntakeServiceDefinition,
      pauses: DossierPauseServiceDefinition,
      solving: DossierSolvingServiceDefinition,
      ending: DossierEndingServiceDefinition,
      correspondence: DossierCorrespondenceServiceDefinition,
      dossierQueries: DossierQueryServiceDefinition,
      follow: FollowServiceDefinition,
      catalogue: CatalogueServiceDefinition,
      statistics: StatisticsServiceDefinition,
    },
  },
} as const satisfies Readonly<Record<string, ServiceEntry>>;

/** The contracts that every service of events serves in addition to its own; `operations` every service. */
export const sharedApi = {
  audit: AuditServiceDefinition,
  operations: OperationsServiceDefinition,
  persons: PersonServiceDefinition,
} as const;

const everyService = Object.keys(services) as readonly (keyof typeof services)[];

/** Pages over HTTP, started after every service. */
export const portals = {
  'staff-portal': {
    port: 7010,
    visitors: 'officials',
    // Its pages of audit and operations ask every service.
    asks: everyService,
    hears: ['egov.procedures.dossier.>'],
    follows: {},
    keeps: {
      // As long as an official's session in the realm: a whole working day. Some 40,000 of them.
      sessions: { hours: 10, mebibytes: 256 },
      // Saved views, for a year without use: several times the officials of a province.
      notes: { hours: 365 * 24, mebibytes: 256 },
    },
  },
  'citizen-portal': {
    port: 7011,
    visitors: 'citizens',
    asks: ['directory', 'procedures', 'files'],
    hears: ['egov.procedures.dossier.>', 'egov.procedures.person.forgotten.v1'],
    follows: { forget: 'procedures' },
    keeps: {
      // Some 80,000 sessions.
      sessions: { hours: 2, mebibytes: 512 },
      // Drafts, for a month without changes, a few KiB each.
      notes: { hours: 30 * 24, mebibytes: 1024 },
    },
  },
} as const satisfies Readonly<Record<string, PortalEntry>>;

/** Programs that run and end, with the services that they call. */
export const jobs = {
  operations: { asks: ['directory', 'procedures'], hears: [] },
} as const satisfies Readonly<Record<string, Edges>>;
