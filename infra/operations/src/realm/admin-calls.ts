/** Calls Keycloak's admin REST API; throws an error with the response unless it is a success. */
export type AdminCall = <Answer>(method: string, path: string, body?: unknown) => Promise<Answer>;

/** A token of the realm lives five minutes, enough for a whole comparison. */
export function adminCalls(base: string, logIn: () => Promise<string>): AdminCall {
  let token: Promise<string> | undefined;
  return async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> => {
    token ??= logIn();
    const answer = await fetch(`${base}${path}`, {
      method,
      headers: { authorization: `Bearer ${await token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok)
      throw new Error(`Keycloak answered ${answer.status} to ${method} ${path}: ${text.slice(0, 500)}`);
    return (text === '' ? undefined : JSON.parse(text)) as Answer;
  };
}
