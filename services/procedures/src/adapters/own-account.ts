import { DomainError } from '@egov/chassis/domain';
import { serviceTokens, type EventServiceConfig, type TokenSource } from '@egov/chassis/runtime';

/**
 * The service's own account at the issuer, for what it asks of other services; without one every such call is
 * refused as unavailable.
 */
export function ownAccount({
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
