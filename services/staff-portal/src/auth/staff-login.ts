import {
  IdentityProviderDown,
  LoginEnded,
  oidcLogin,
  tokensOf,
  type Login,
  type OidcLoginOptions,
  type SessionTokens,
} from '@egov/chassis/web';
import KeycloakConnect from 'keycloak-connect';

/**
 * Logs officials in. keycloak-connect keeps their grants fresh; it has neither PKCE nor back-channel logout
 * and builds its redirect from the Host header, so `oidcLogin` does login and logout. It is deprecated
 * upstream: only this file depends on it.
 */
export const staffLogin = (options: OidcLoginOptions): Login =>
  oidcLogin({ ...options, refresh: freshGrants(options) });

type Grants = Readonly<{
  createGrant: (tokens: Readonly<Record<string, string>>) => Promise<Grant>;
  ensureFreshness: (grant: Grant) => Promise<Grant>;
}>;
type Grant = Readonly<{ access_token?: Token; refresh_token?: Token; id_token?: Token }>;
/** As in the library; its types omit the text. */
type Token = { token?: string };

function freshGrants({
  issuer,
  clientId,
  clientSecret,
}: OidcLoginOptions): (tokens: SessionTokens) => Promise<SessionTokens> {
  const [, server = '', realm = ''] = /^(.+)\/realms\/([^/]+)$/u.exec(issuer) ?? [];
  const config = {
    'auth-server-url': server,
    realm,
    resource: clientId,
    'ssl-required': 'external',
    'confidential-port': 0,
    credentials: { secret: clientSecret },
  };
  const grants = new KeycloakConnect({}, config).grantManager as unknown as Grants;
  return async (tokens) => {
    try {
      const grant = await grants.createGrant({
        access_token: tokens.access,
        refresh_token: tokens.refresh,
        id_token: tokens.id,
      });
      const fresh = await grants.ensureFreshness(grant);
      return tokensOf(
        {
          access_token: fresh.access_token?.token ?? tokens.access,
          refresh_token: fresh.refresh_token?.token ?? tokens.refresh,
          id_token: fresh.id_token?.token ?? tokens.id,
        },
        tokens,
      );
    } catch (error) {
      throw unreachable(error)
        ? new IdentityProviderDown({ cause: error })
        : new LoginEnded({ cause: error });
    }
  };
}

/** The library has one kind of error: socket errors have a code, server responses begin with their status. */
const unreachable = (error: unknown): boolean =>
  error instanceof Error && ('code' in error || /^5\d\d:/u.test(error.message));
