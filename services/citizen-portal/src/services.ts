import { grpcClient, type GrpcClient, type ServiceMethods } from '@egov/chassis/runtime';
import type { LiveChanges, PersonNotes } from '@egov/chassis/web';
import type { PaymentPlatform } from './adapters/payment-platform.ts';
import { FileServiceService } from '@egov/proto/egov/files/v1/file_service';
import { AgencyServiceService } from '@egov/proto/egov/directory/v1/agency_service';
import { CalendarServiceService } from '@egov/proto/egov/directory/v1/calendar_service';
import { StaffServiceService } from '@egov/proto/egov/directory/v1/staff_service';
import { CatalogueServiceService } from '@egov/proto/egov/procedures/v1/catalogue_service';
import { DossierQueryServiceService } from '@egov/proto/egov/procedures/v1/dossier_query_service';
import { DossierServiceService } from '@egov/proto/egov/procedures/v1/dossier_service';
import { FollowServiceService } from '@egov/proto/egov/procedures/v1/follow_service';
import { StatisticsServiceService } from '@egov/proto/egov/procedures/v1/statistics_service';

const definitions = {
  dossiers: [DossierServiceService, 'procedures'],
  dossierQueries: [DossierQueryServiceService, 'procedures'],
  files: [FileServiceService, 'files'],
  follow: [FollowServiceService, 'procedures'],
  catalogue: [CatalogueServiceService, 'procedures'],
  statistics: [StatisticsServiceService, 'procedures'],
  agencies: [AgencyServiceService, 'directory'],
  staff: [StaffServiceService, 'directory'],
  calendars: [CalendarServiceService, 'directory'],
} as const satisfies Readonly<
  Record<string, readonly [ServiceMethods, 'procedures' | 'directory' | 'files']>
>;

type Definitions = typeof definitions;

/** The services that the portal asks, each called with the visitor's own token. */
export type CitizenServices = Readonly<{
  [Name in keyof Definitions]: Omit<GrpcClient<Definitions[Name][0]>, 'close'>;
}> &
  Readonly<{
    /** What the portal keeps for a person. */
    notes: PersonNotes;
    /** When a dossier changes. */
    changes: LiveChanges;
    payments: PaymentPlatform;
  }>;

/** Opens one client a gRPC service. */
export function openServices(
  urls: Readonly<Record<'procedures' | 'directory' | 'files', string>>,
  own: Pick<CitizenServices, 'notes' | 'changes' | 'payments'>,
): Readonly<{ services: CitizenServices; close: () => void }> {
  const clients = Object.entries(definitions).map(
    ([name, [definition, owner]]) => [name, grpcClient(definition as ServiceMethods, urls[owner])] as const,
  );
  return {
    services: { ...Object.fromEntries(clients), ...own } as unknown as CitizenServices,
    close: () => {
      for (const [, client] of clients) client.close();
    },
  };
}
