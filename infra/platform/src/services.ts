import { AuditServiceDefinition } from '@egov/proto/egov/audit/v1/audit_service';
import { AgencyServiceDefinition } from '@egov/proto/egov/directory/v1/agency_service';
import { CalendarServiceDefinition } from '@egov/proto/egov/directory/v1/calendar_service';
import { StaffServiceDefinition } from '@egov/proto/egov/directory/v1/staff_service';
import { FileServiceDefinition } from '@egov/proto/egov/files/v1/file_service';
import { OperationsServiceDefinition } from '@egov/proto/egov/operations/v1/operations_service';
import { PersonServiceDefinition } from '@egov/proto/egov/person/v1/person_service';
import { CatalogueServiceDefinition } from '@egov/proto/egov/procedures/v1/catalogue_service';
import { DossierQueryServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_query_service';
import { DossierServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_service';
import { FollowServiceDefinition } from '@egov/proto/egov/procedures/v1/follow_service';
import { StatisticsServiceDefinition } from '@egov/proto/egov/procedures/v1/statistics_service';

type Edges = Readonly<{
  /** Services that it calls: it knows their addresses and the network lets it through. */
  asks: readonly string[];
  /** Subjects of the broker that it may listen to, of other services. */
  hears: readonly string[];
}>;

type ServiceEntry = Edges &
  Readonly<{
    /** Where it listens for gRPC. */
    port: number;
    /** Whether it records events and has read models, or keeps the bytes of files. */
    kind: 'events' | 'files';
    /**
     * Its policies that send commands, each with the service whose events it follows by a durable consumer.
     */
    follows: Readonly<Record<string, string>>;
    /** Services that keep what its records name: it signs grants, and they hand out on those. */
    grants: readonly string[];
    /** Its contracts, by the names that their clients go by: no other service has one of the same name. */
    api: Readonly<Record<string, object>>;
  }>;

type PortalEntry = Edges & Readonly<{ /** Where it listens for HTTP. */ port: number }>;

/** Every service, in the order they are started. */
export const services = {
  directory: {
    port: 7001,
    kind: 'events',
    asks: [],
    hears: [],
    follows: {},
    grants: [],
    api: {
      agencies: AgencyServiceDefinition,
      staff: StaffServiceDefinition,
      calendars: CalendarServiceDefinition,
    },
  },
  procedures: {
    port: 7002,
    kind: 'events',
    asks: ['directory'],
    hears: ['egov.directory.calendar.changed.v1'],
    follows: {},
    grants: ['files'],
    api: {
      dossiers: DossierServiceDefinition,
      dossierQueries: DossierQueryServiceDefinition,
      follow: FollowServiceDefinition,
      catalogue: CatalogueServiceDefinition,
      statistics: StatisticsServiceDefinition,
    },
  },
  files: {
    port: 7003,
    kind: 'files',
    asks: [],
    hears: [],
    follows: {},
    grants: [],
    api: { files: FileServiceDefinition },
  },
} as const satisfies Readonly<Record<string, ServiceEntry>>;

/** What every service of events answers besides its own contracts. */
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
    // Its pages of audit and operations ask each.
    asks: everyService,
    hears: ['egov.procedures.dossier.>'],
  },
  'citizen-portal': {
    port: 7011,
    asks: ['directory', 'procedures', 'files'],
    hears: ['egov.procedures.dossier.>'],
  },
} as const satisfies Readonly<Record<string, PortalEntry>>;

/** Programs that run and end: what they call while they do. */
export const jobs = {
  operations: { asks: ['directory', 'procedures'], hears: [] },
} as const satisfies Readonly<Record<string, Edges>>;
