import { eventServiceNames, services as listed, sharedApi, type EventServiceName } from '@egov/platform';
import { PersonServiceService } from '@egov/proto/egov/directory/v1/person_service';
import { PersonServiceService as ApplicantServiceService } from '@egov/proto/egov/procedures/v1/person_service';

/** Every service of events in the order they are raised, with its public API. */
export const services = {
  directory: { ...listed.directory.api, ...sharedApi, persons: PersonServiceService },
  procedures: { ...listed.procedures.api, ...sharedApi, persons: ApplicantServiceService },
} as const;

export type ServiceName = EventServiceName;
export const serviceNames = eventServiceNames;
