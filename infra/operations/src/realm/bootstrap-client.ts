/**
 * Logs in as the client that Keycloak creates at its first start (`KC_BOOTSTRAP_ADMIN_CLIENT_ID`), which
 * administers every realm.
 */
export const bootstrapClient =
  (server: string, clientId: string, secret: string) => async (): Promise<string> => {
    const answer = await fetch(`${server}/realms/master/protocol/openid-connect/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: secret,
      }),
    });
    if (!answer.ok)
      throw new Error(
        `${clientId} could not log in (${answer.status}): ` +
          `is this the platform's own Keycloak, and its secret unchanged?`,
      );
    return ((await answer.json()) as { access_token: string }).access_token;
  };
