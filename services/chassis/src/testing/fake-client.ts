import type { CallSettings } from '../runtime/grpc/grpc-client.ts';
import type { Apis, ClientsOf, OpenedClient } from '../runtime/grpc/open-clients.ts';
import {
  type PartialResponseOf,
  type RequestOf,
  type ServiceDefinition,
  wireMethod,
} from '../runtime/grpc/service-definition.ts';

/** The methods of a fake service: they get complete requests, and return partial responses. */
export type Fake<Definition extends ServiceDefinition> = Readonly<{
  [Name in keyof Definition['methods']]?: (
    request: RequestOf<Definition['methods'][Name]>,
    settings?: CallSettings,
  ) => Promise<PartialResponseOf<Definition['methods'][Name]>>;
}>;

type ApiOf<Asked extends Apis> = {
  [Service in keyof Asked]: (api: Asked[Service]['api']) => void;
}[keyof Asked] extends (api: infer Api) => void
  ? Api
  : never;

/** A fake of each contract that a test needs, by the name of its client. */
export type FakesOf<Asked extends Apis> = Readonly<{
  [Name in keyof ApiOf<Asked>]?: ApiOf<Asked>[Name] extends ServiceDefinition
    ? Fake<ApiOf<Asked>[Name]>
    : never;
}>;

type Serve = (request: object, settings?: CallSettings) => Promise<object>;

/**
 * Makes a client of a fake service. Requests and responses go through the contract's types, so that fields
 * either side omits are absent as in a real call.
 */
export function fakeClient<const Definition extends ServiceDefinition>(
  definition: Definition,
  fake: Fake<Definition>,
): OpenedClient<Definition> {
  const client: Record<string, unknown> = {};
  for (const [name, serve] of Object.entries(fake) as [string, Serve][]) {
    const method = definition.methods[name];
    if (method === undefined) throw new TypeError(`${definition.fullName} has no ${name}`);
    const { requestFromPartial, responseFromPartial } = wireMethod(definition, method);
    client[name] = async (request: object, settings?: CallSettings) =>
      responseFromPartial(await serve(requestFromPartial(request), settings));
  }
  return client as OpenedClient<Definition>;
}

/** Makes clients of fake services; a contract without a fake has none. */
export function fakeClients<const Asked extends Apis>(asked: Asked, fakes: FakesOf<Asked>): ClientsOf<Asked> {
  const definitions = Object.assign({}, ...Object.values(asked).map(({ api }) => api)) as Apis[string]['api'];
  const clients = Object.entries(fakes as Readonly<Record<string, object>>).map(([name, fake]) => {
    const definition = definitions[name];
    if (definition === undefined) throw new TypeError(`${name} is not a client of these services`);
    return [name, fakeClient(definition, fake as Fake<ServiceDefinition>)];
  });
  return Object.fromEntries(clients) as ClientsOf<Asked>;
}

/** Makes a client of the same contract of several fake services. */
export const fakeClientOfEach = <const Definition extends ServiceDefinition, Service extends string>(
  definition: Definition,
  fakes: Readonly<Record<Service, Fake<Definition>>>,
): Readonly<Record<Service, OpenedClient<Definition>>> =>
  Object.fromEntries(
    Object.entries<Fake<Definition>>(fakes).map(([service, fake]) => [service, fakeClient(definition, fake)]),
  ) as Readonly<Record<Service, OpenedClient<Definition>>>;
