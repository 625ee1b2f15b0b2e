import { openClients, type ClientsOf } from '@egov/chassis/grpc';
import type { LiveChanges, PersonNotes } from '@egov/chassis/web';
import { entryOf, type AskedBy } from '@egov/platform';
import type { PaymentPlatform } from './adapters/payment-platform.ts';

const { asks } = entryOf('citizen-portal');

/** Addresses of the services that the portal asks. */
export type Urls = Readonly<Record<AskedBy<'citizen-portal'>, string>>;

/** What the portal needs besides services. */
export type OwnGround = Readonly<{
  /** What the portal stores for a person. */
  notes: PersonNotes;
  /** When a dossier changes. */
  changes: LiveChanges;
  payments: PaymentPlatform;
}>;

/** The services that the portal asks, each called with the visitor's own token. */
export type CitizenServices = ClientsOf<typeof asks> & OwnGround;

/** Opens a client for every contract. */
export function openServices(
  urls: Urls,
  own: OwnGround,
): Readonly<{ services: CitizenServices; close: () => void }> {
  const { clients, close } = openClients(asks, urls);
  return { services: { ...clients, ...own }, close };
}
