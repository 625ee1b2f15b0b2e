import type { ServiceMethods } from '@egov/chassis/runtime';
import { AuditServiceService } from '@egov/proto/egov/audit/v1/audit_service';
import { AgencyServiceService } from '@egov/proto/egov/directory/v1/agency_service';
import { CalendarServiceService } from '@egov/proto/egov/directory/v1/calendar_service';
import { PersonServiceService } from '@egov/proto/egov/directory/v1/person_service';
import { StaffServiceService } from '@egov/proto/egov/directory/v1/staff_service';
import { OperationsServiceService } from '@egov/proto/egov/operations/v1/operations_service';
import { CatalogueServiceService } from '@egov/proto/egov/procedures/v1/catalogue_service';
import { DossierQueryServiceService } from '@egov/proto/egov/procedures/v1/dossier_query_service';
import { DossierServiceService } from '@egov/proto/egov/procedures/v1/dossier_service';
import { FollowServiceService } from '@egov/proto/egov/procedures/v1/follow_service';
import { PersonServiceService as ApplicantServiceService } from '@egov/proto/egov/procedures/v1/person_service';
import { StatisticsServiceService } from '@egov/proto/egov/procedures/v1/statistics_service';

/** Every service of the platform in the order they are raised, with its public API. */
export const services = {
  directory: {
    agencies: AgencyServiceService,
    staff: StaffServiceService,
    calendars: CalendarServiceService,
    persons: PersonServiceService,
    audit: AuditServiceService,
    operations: OperationsServiceService,
  },
  procedures: {
    catalogue: CatalogueServiceService,
    dossiers: DossierServiceService,
    queries: DossierQueryServiceService,
    statistics: StatisticsServiceService,
    persons: ApplicantServiceService,
    follow: FollowServiceService,
    audit: AuditServiceService,
    operations: OperationsServiceService,
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, ServiceMethods>>>>;

export type ServiceName = keyof typeof services;
export const serviceNames = Object.keys(services) as readonly ServiceName[];
