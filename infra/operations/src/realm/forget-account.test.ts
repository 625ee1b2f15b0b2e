import { expect, test } from '@jest/globals';
import { forgetAccount } from './forget-account.ts';

const LAN = '0198c0de-0000-4000-8000-00000000001a';

/** A Keycloak with one account. */
function keycloak({
  roles = ['citizen'],
  account = {},
}: { roles?: readonly string[]; account?: object } = {}) {
  let there = true;
  const calls: string[] = [];
  const ask = (async (url: string, { method }: { method: string }) => {
    const [, path = ''] = String(url).split('/users/');
    calls.push(`${method} ${path}`);
    if (!there || !path.startsWith(LAN)) return new Response('{}', { status: 404 });
    if (method === 'DELETE') {
      there = false;
      return new Response(null, { status: 204 });
    }
    return Response.json(path === LAN ? account : roles.map((name) => ({ name })));
  }) as typeof fetch;
  return { calls, admin: { server: 'http://keycloak', logIn: async () => 'token', ask } };
}

test('the account of a citizen is deleted, and again changes nothing', async () => {
  const { admin, calls } = keycloak();
  expect(await forgetAccount(admin, LAN)).toBe('deleted');
  expect(await forgetAccount(admin, LAN)).toBe('none');
  expect(calls).toEqual([`GET ${LAN}`, `GET ${LAN}/role-mappings/realm`, `DELETE ${LAN}`, `GET ${LAN}`]);
});

test('a person without a login has no account', async () => {
  expect(await forgetAccount(keycloak().admin, '0198c0de-0000-4000-8000-00000000002b')).toBe('none');
});

test.each([
  ['an official', { roles: ['counter-official'] }, 'no citizen'],
  ['a program', { account: { serviceAccountClientId: 'files' } }, 'the program files'],
])('the account of %s is not deleted', async (_, given, why) => {
  const { admin, calls } = keycloak(given);
  await expect(forgetAccount(admin, LAN)).rejects.toThrow(why);
  expect(calls).not.toContain(`DELETE ${LAN}`);
});

test('what is no id asks for nothing', async () => {
  const { admin, calls } = keycloak();
  await expect(forgetAccount(admin, '../clients')).rejects.toThrow('not the id of a person');
  expect(calls).toEqual([]);
});
