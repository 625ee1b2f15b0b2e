import { eventServiceNames, services as listed, sharedApi, type EventServiceName } from '@egov/platform';
import { PersonServiceDefinition } from '@egov/proto/egov/directory/v1/person_service';
import { PersonServiceDefinition as ApplicantServiceDefinition } from '@egov/proto/egov/procedures/v1/person_service';

/** Every service of events in the order they are raised, with its public API. */
export const services = {
  directory: { ...listed.directory.api, ...sharedApi, persons: PersonServiceDefinition },
  procedures: { ...listed.procedures.api, ...sharedApi, persons: ApplicantServiceDefinition },
} as const;

export type ServiceName = EventServiceName;
export const serviceNames = eventServiceNames;
