import { grpcClient } from '@egov/chassis/runtime';
import { AgencyServiceService } from '@egov/proto/egov/directory/v1/agency_service';
import { CalendarServiceService } from '@egov/proto/egov/directory/v1/calendar_service';
import { StaffServiceService } from '@egov/proto/egov/directory/v1/staff_service';
import { CatalogueServiceService } from '@egov/proto/egov/procedures/v1/catalogue_service';
import { DossierQueryServiceService } from '@egov/proto/egov/procedures/v1/dossier_query_service';
import { DossierServiceService } from '@egov/proto/egov/procedures/v1/dossier_service';
import { StatisticsServiceService } from '@egov/proto/egov/procedures/v1/statistics_service';

/** Where the platform listens, and whose tokens a client calls with. */
export type PlatformAddress = Readonly<{
  directory: string;
  procedures: string;
  token: () => Promise<string>;
}>;

/** The public API of the platform in one account's name. */
export function platformClients({ directory, procedures, token }: PlatformAddress) {
  const options = { token, deadlineMs: 30_000 };
  const clients = {
    agencies: grpcClient(AgencyServiceService, directory, options),
    calendars: grpcClient(CalendarServiceService, directory, options),
    staff: grpcClient(StaffServiceService, directory, options),
    catalogue: grpcClient(CatalogueServiceService, procedures, options),
    dossiers: grpcClient(DossierServiceService, procedures, options),
    dossierQueries: grpcClient(DossierQueryServiceService, procedures, options),
    statistics: grpcClient(StatisticsServiceService, procedures, options),
  };
  return {
    ...clients,
    close: () => {
      for (const { close } of Object.values<{ close: () => void }>(clients)) close();
    },
  };
}

export type PlatformClients = ReturnType<typeof platformClients>;
