import { openClientOfEach, openClients, type ClientsOf, type OpenedClient } from '@egov/chassis/grpc';
import type { LiveChanges, Logins, PersonNotes } from '@egov/chassis/web';
import {
  entryOf,
  eventServiceNames,
  sharedApi,
  type AskedBy,
  type EventServiceName,
  type ServiceName,
} from '@egov/platform';

const { asks } = entryOf('staff-portal');

/** Addresses of the services that the portal asks. */
export type Urls = Readonly<Record<AskedBy<'staff-portal'>, string>>;

type OfEach<Name extends ServiceName, Contract extends keyof typeof sharedApi> = Readonly<
  Record<Name, OpenedClient<(typeof sharedApi)[Contract]>>
>;

/** The services that the portal asks, each called with the visitor's own token. */
export type StaffServices = ClientsOf<typeof asks> &
  Readonly<{
    /** Who did what, of each service of events. */
    audit: OfEach<EventServiceName, 'audit'>;
    /** What each service of events holds on a person. */
    persons: OfEach<EventServiceName, 'persons'>;
    /** The status of each service. */
    operations: OfEach<ServiceName, 'operations'>;
    /** What the portal stores for a person. */
    notes: PersonNotes;
    /** When a dossier changes. */
    changes: LiveChanges;
    /** What is known of logins: which are locked. */
    logins: Logins;
  }>;

/** Opens a client for every contract. */
export function openServices(
  urls: Urls,
  own: Pick<StaffServices, 'notes' | 'changes' | 'logins'>,
): Readonly<{ services: StaffServices; close: () => void }> {
  const withEvents = Object.fromEntries(eventServiceNames.map((name) => [name, urls[name]])) as Record<
    EventServiceName,
    string
  >;
  const asked = openClients(asks, urls);
  const audit = openClientOfEach(sharedApi.audit, withEvents);
  const persons = openClientOfEach(sharedApi.persons, withEvents);
  const operations = openClientOfEach(sharedApi.operations, urls);
  return {
    services: {
      ...asked.clients,
      audit: audit.clients,
      persons: persons.clients,
      operations: operations.clients,
      ...own,
    },
    close: () => [asked, audit, persons, operations].forEach(({ close }) => close()),
  };
}
