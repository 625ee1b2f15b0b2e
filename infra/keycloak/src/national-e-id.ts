import { CITIZEN_ROLE } from './roles.ts';

/** The national e-ID as an OpenID provider: its addresses, and the platform's registration there. */
export type NationalEId = Readonly<{
  issuer: string;
  authorizationUrl: string;
  tokenUrl: string;
  jwksUrl: string;
  logoutUrl?: string;
  clientId: string;
  clientSecret: string;
  /**
   * Name of the claim that holds the personal number (số định danh cá nhân); it is not stored, but becomes
   * the username.
   */
  numberClaim: string;
}>;

/** Alias of the provider, in addresses and in the realm. */
export const E_ID_ALIAS = 'e-id';
const FIRST_LOGIN = 'first login by e-ID';

/**
 * Login of citizens by the national e-ID: Keycloak trusts the identity and creates an account with the role
 * of a citizen at the first login. It never takes over an existing account: an official stays an official,
 * and keeps the password and second factor.
 */
export const nationalEId = (input: NationalEId | undefined) =>
  input === undefined
    ? {}
    : {
        identityProviders: [provider(input)],
        identityProviderMappers: mappers(input),
      };

/** The flow of a first login by e-ID, and its settings, where there is one. */
export const firstLoginFlows = (input: NationalEId | undefined) => (input === undefined ? [] : [firstLogin]);
export const firstLoginConfig = (input: NationalEId | undefined) =>
  input === undefined ? [] : [neverByChangedEmail];

const provider = (input: NationalEId) => ({
  alias: E_ID_ALIAS,
  displayName: 'Tài khoản định danh điện tử (VNeID)',
  providerId: 'oidc',
  enabled: true,
  trustEmail: false,
  storeToken: false,
  linkOnly: false,
  firstBrokerLoginFlowAlias: FIRST_LOGIN,
  config: {
    issuer: input.issuer,
    authorizationUrl: input.authorizationUrl,
    tokenUrl: input.tokenUrl,
    jwksUrl: input.jwksUrl,
    ...(input.logoutUrl === undefined ? {} : { logoutUrl: input.logoutUrl }),
    clientId: input.clientId,
    clientSecret: input.clientSecret,
    clientAuthMethod: 'client_secret_basic',
    defaultScope: 'openid profile',
    validateSignature: 'true',
    useJwksUrl: 'true',
    pkceEnabled: 'true',
    pkceMethod: 'S256',
    syncMode: 'FORCE',
    disableUserInfo: 'true',
  },
});

const mappers = (input: NationalEId) => [
  mapper('a citizen', 'oidc-hardcoded-role-idp-mapper', { role: CITIZEN_ROLE }),
  mapper('username', 'oidc-username-idp-mapper', {
    template: `e-id.\${CLAIM.${input.numberClaim}}`,
    target: 'LOCAL',
  }),
  mapper('family name', 'oidc-user-attribute-idp-mapper', {
    claim: 'family_name',
    'user.attribute': 'lastName',
  }),
  mapper('given name', 'oidc-user-attribute-idp-mapper', {
    claim: 'given_name',
    'user.attribute': 'firstName',
  }),
];

const mapper = (name: string, identityProviderMapper: string, config: Readonly<Record<string, string>>) => ({
  name,
  identityProviderAlias: E_ID_ALIAS,
  identityProviderMapper,
  config: { syncMode: 'FORCE', ...config },
});

const neverByChangedEmail = {
  alias: 'never by a changed e-mail',
  config: { 'require.password.update.after.registration': 'false' },
};

const firstLogin = {
  alias: FIRST_LOGIN,
  description: 'Creates the account of a person identified by the e-ID, and never links it to another',
  providerId: 'basic-flow',
  topLevel: true,
  builtIn: false,
  authenticationExecutions: [
    {
      authenticator: 'idp-create-user-if-unique',
      authenticatorFlow: false,
      requirement: 'REQUIRED',
      priority: 10,
      userSetupAllowed: false,
      authenticatorConfig: neverByChangedEmail.alias,
    },
  ],
};
