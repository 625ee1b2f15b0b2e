// A stand-in for the national e-ID: an OpenID provider that logs in any name typed into its form. For tests
// only.
import { Provider } from 'oidc-provider';

const [port, clientId, clientSecret, redirectUri, emailOfAnotherAccount] = process.argv.slice(2);
const people = {
  '025090000001': { family_name: 'Nguyễn', given_name: 'Thử Nghiệm' },
  '025090000002': { family_name: 'Trần', given_name: 'Hai' },
  '025090000003': {
    family_name: 'Lê',
    given_name: 'Giả Danh',
    email: emailOfAnotherAccount,
    email_verified: true,
  },
};

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [
    {
      client_id: clientId,
      client_secret: clientSecret,
      redirect_uris: [redirectUri],
      token_endpoint_auth_method: 'client_secret_basic',
    },
  ],
  claims: {
    openid: ['sub'],
    profile: ['family_name', 'given_name', 'personal_number', 'email', 'email_verified'],
  },
  // The claims are in the ID token, as Keycloak asks for nothing else.
  conformIdTokenClaims: false,
  findAccount: (_context, number) =>
    number in people
      ? { accountId: number, claims: () => ({ sub: number, personal_number: number, ...people[number] }) }
      : undefined,
  pkce: { required: () => true },
  cookies: { keys: [crypto.randomUUID()] },
});
provider.listen(Number(port), '127.0.0.1');
