import { grpcClient, type GrpcClient, type GrpcClientOptions } from './grpc-client.ts';
import type { ServiceDefinition } from './service-definition.ts';

/** The contracts of services, by service and by the name of the client. */
export type Apis = Readonly<Record<string, Readonly<{ api: Readonly<Record<string, ServiceDefinition>> }>>>;

type ApiNames<Asked extends Apis> = { [Service in keyof Asked]: keyof Asked[Service]['api'] }[keyof Asked];

/** One of several clients that are closed together. */
export type OpenedClient<Definition extends ServiceDefinition> = Omit<GrpcClient<Definition>, 'close'>;

/** A client of every contract, in one record. */
export type ClientsOf<Asked extends Apis> = Readonly<{
  [Name in ApiNames<Asked>]: {
    [Service in keyof Asked]: Name extends keyof Asked[Service]['api']
      ? OpenedClient<Asked[Service]['api'][Name]>
      : never;
  }[keyof Asked];
}>;

/** Open clients, with a function that closes all their connections. */
export type Opened<Clients> = Readonly<{ clients: Clients; close: () => void }>;

/** Opens a client for every contract of the given services, each at the address of its service. */
export function openClients<const Asked extends Apis>(
  asked: Asked,
  urls: Readonly<Record<keyof Asked, string>>,
  options?: GrpcClientOptions,
): Opened<ClientsOf<Asked>> {
  const clients = Object.entries(asked).flatMap(([service, { api }]) =>
    Object.entries(api).map(
      ([name, definition]) => [name, grpcClient(definition, urls[service as keyof Asked], options)] as const,
    ),
  );
  return opened(clients);
}

/** Opens a client for the same contract at several services. */
export function openClientOfEach<const Definition extends ServiceDefinition, Service extends string>(
  definition: Definition,
  urls: Readonly<Record<Service, string>>,
  options?: GrpcClientOptions,
): Opened<Readonly<Record<Service, OpenedClient<Definition>>>> {
  return opened(
    Object.entries<string>(urls).map(([service, url]) => [service, grpcClient(definition, url, options)]),
  );
}

function opened<Clients>(clients: readonly (readonly [string, { close: () => void }])[]): Opened<Clients> {
  return {
    clients: Object.fromEntries(clients) as Clients,
    close: () => {
      for (const [, client] of clients) client.close();
    },
  };
}
