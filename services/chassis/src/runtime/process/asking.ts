import { DomainError } from '../../domain/mod.ts';
import { serviceTokens, type TokenSource } from '../auth/service-tokens.ts';
import type { EventServiceConfig } from '../config/service-config.ts';
import { openClients } from '../grpc/open-clients.ts';
import type { Ask, Asks, Ground } from './service-definition.ts';
import { addressesIn } from './service-fields.ts';

/** Lets a service ask those that the list of services names, with its service account. */
export function asking<Asked extends Asks>(
  asks: Asked,
  { config, onStop }: Pick<Ground<EventServiceConfig>, 'config' | 'onStop'>,
): Ask<Asked> {
  const token = ownAccount(config);
  const urls = addressesIn(config, asks);
  return (service, options = {}) => {
    const asked = { [service]: asks[service] } as Pick<Asked, typeof service>;
    const { clients, close } = openClients(asked, urls, { ...options, token });
    onStop(`clients of ${service}`, close);
    return clients;
  };
}

/** Without an account, every call to another service fails as unavailable. */
function ownAccount({
  OIDC_ISSUER: issuer,
  OIDC_CLIENT_ID: clientId,
  OIDC_CLIENT_SECRET: clientSecret,
}: EventServiceConfig): TokenSource {
  if (clientId === undefined || clientSecret === undefined)
    return async () => {
      throw new DomainError('unavailable', 'OWN_ACCOUNT_MISSING');
    };
  return serviceTokens({ issuer, clientId, clientSecret });
}
