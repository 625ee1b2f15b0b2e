import { ADMIN_USERNAME, CLI_CLIENT, REALM } from '@egov/keycloak';

/** Logs in as `keycloak-admin` of the realm, where login from a terminal is allowed. */
export const keycloakAdmin = (server: string, password: string) => (): Promise<string> =>
  tokenOf(server, REALM, {
    grant_type: 'password',
    client_id: CLI_CLIENT,
    username: ADMIN_USERNAME,
    password,
  });

/**
 * Logs in as the client that Keycloak creates at its first start (`KC_BOOTSTRAP_ADMIN_CLIENT_ID`), which may
 * create realms.
 */
export const bootstrapClient = (server: string, clientId: string, secret: string) => (): Promise<string> =>
  tokenOf(server, 'master', { grant_type: 'client_credentials', client_id: clientId, client_secret: secret });

async function tokenOf(
  server: string,
  realm: string,
  form: Readonly<Record<string, string>>,
): Promise<string> {
  const answer = await fetch(`${server}/realms/${realm}/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  if (!answer.ok)
    throw new Error(
      `${form.username ?? form.client_id} could not log in (${answer.status}): ` +
        `is this the platform's own Keycloak, and its password unchanged?`,
    );
  return ((await answer.json()) as { access_token: string }).access_token;
}
