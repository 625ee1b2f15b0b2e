/** Calls Keycloak's admin REST API; throws an error with the response unless it is a success. */
export type AdminCall = <Answer>(method: string, path: string, body?: unknown) => Promise<Answer>;

/** Logs in on first use, and again when the token has expired: one of the realm master lives a minute. */
export function adminCalls(base: string, logIn: () => Promise<string>): AdminCall {
  let token: Promise<string> | undefined;
  const send = async (method: string, path: string, body: unknown): Promise<Response> =>
    fetch(`${base}${path}`, {
      method,
      headers: { authorization: `Bearer ${await (token ??= logIn())}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> => {
    let answer = await send(method, path, body);
    if (answer.status === 401) {
      token = undefined;
      answer = await send(method, path, body);
    }
    const text = await answer.text();
    if (!answer.ok)
      throw new Error(`Keycloak answered ${answer.status} to ${method} ${path}: ${text.slice(0, 500)}`);
    return (text === '' ? undefined : JSON.parse(text)) as Answer;
  };
}
