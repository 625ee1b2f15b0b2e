import {
  portalNames,
  serviceAccountNames,
  serviceAccounts,
  type PortalName,
  type ServiceAccountName,
} from './accounts.ts';
import { permissions } from './permissions.ts';
import { roles, type Role } from './roles.ts';
import { eventLog } from './event-log.ts';
import { LOGIN_THEME } from './login-theme.ts';
import { nationalEId, type NationalEId } from './national-e-id.ts';
import { secondFactors } from './second-factors.ts';
import { sharedPcSessions } from './shared-pc-sessions.ts';
import { profileOf } from './user-profile.ts';
import { languageNames, vietnameseLogin } from './vietnamese-login.ts';

export const REALM = 'egov';
/** The audience of every token, and the client whose roles are the permissions. */
export const AUDIENCE = 'egov-api';
/** The client by which a person logs in from a terminal or a test. */
export const CLI_CLIENT = 'egov-cli';

/** Who runs the realm; sees nothing of the services. */
export const ADMIN_USERNAME = 'keycloak-admin';
const ADMIN_SUBJECT = '5c2f7f0e-52a4-8d0e-9d3b-3a5d1c7f0e01';

/** A person who can log in. */
export type Account = Readonly<{
  subject: string;
  username: string;
  name: string;
  email: string;
  roles: readonly Role[];
  agencies: readonly string[];
}>;

/** How Keycloak keeps a password; see `passwordCredential` of whoever raises it. */
export type Credential = Readonly<{ type: 'password'; credentialData: string; secretData: string }>;

export type RealmInput = Readonly<{
  /** The secret of each program's account; one without a secret does not exist in this realm. */
  clientSecrets: Readonly<Partial<Record<ServiceAccountName, string>>>;
  /** Subject of each service account, the same in every realm so that its acts are recognised as its own. */
  serviceSubject: (name: ServiceAccountName) => string;
  accounts: readonly Account[];
  credential: Credential;
  /** The password of `keycloak-admin`, who runs this realm in Keycloak's own console and by its admin API. */
  adminCredential: Credential;
  /** The address of each portal as browsers know it, without a slash at the end. */
  portals: Readonly<Record<PortalName, string>>;
  /** Where Keycloak itself reaches the portals to end logins, where that is another address. */
  portalsInside?: Readonly<Record<PortalName, string>>;
  /** Whether leaders must set up a second factor before they work; officials are offered one in any case. */
  secondFactor?: 'offered' | 'required-for-leaders';
  /** Lets citizens log in with it. */
  eId?: NationalEId;
  /** Adds `egov-cli`. */
  terminalLogin: boolean;
}>;

/** The realm as Keycloak imports it. */
export const egovRealm = ({
  clientSecrets,
  serviceSubject,
  accounts,
  credential,
  adminCredential,
  portals,
  portalsInside = portals,
  terminalLogin,
  secondFactor = 'offered',
  eId,
}: RealmInput) => ({
  realm: REALM,
  displayName: 'Chính quyền điện tử',
  enabled: true,
  sslRequired: 'external',
  registrationAllowed: false,
  bruteForceProtected: true,
  failureFactor: 5,
  waitIncrementSeconds: 60,
  maxFailureWaitSeconds: 900,
  loginTheme: LOGIN_THEME,
  internationalizationEnabled: true,
  supportedLocales: ['vi', 'en'],
  defaultLocale: 'vi',
  localizationTexts: { vi: vietnameseLogin, en: languageNames },
  accessTokenLifespan: 300,
  ...sharedPcSessions,
  ...eventLog,
  ...secondFactors,
  ...nationalEId(eId),
  passwordPolicy:
    'notUsername and notEmail and passwordHistory(5) and length(12) and hashAlgorithm(pbkdf2-sha512) and hashIterations(210000)',
  components: { 'org.keycloak.userprofile.UserProfileProvider': [profileOf()] },
  roles: {
    client: { [AUDIENCE]: Object.entries(permissions).map(([name, description]) => ({ name, description })) },
    realm: Object.entries(roles).map(([name, allowed]) => ({
      name,
      composite: true,
      composites: { client: { [AUDIENCE]: allowed } },
    })),
  },
  clients: [
    { clientId: AUDIENCE, name: 'The services', bearerOnly: true },
    ...namesOf(clientSecrets).map((name) => ({
      clientId: name,
      name: serviceAccounts[name].description,
      secret: clientSecrets[name],
      ...loginBy('service account'),
      ...(isPortal(name) ? browserLogin(portals[name], portalsInside[name]) : {}),
    })),
    ...(terminalLogin
      ? [
          {
            clientId: CLI_CLIENT,
            name: 'Login from a terminal or a test',
            publicClient: true,
            ...loginBy('password'),
          },
        ]
      : []),
  ],
  users: [
    ...namesOf(clientSecrets).map((name) => ({
      id: serviceSubject(name),
      username: `service-account-${name}`,
      enabled: true,
      serviceAccountClientId: name,
      clientRoles: { [AUDIENCE]: serviceAccounts[name].permissions },
      attributes: { agencies: ['*'] },
    })),
    {
      id: ADMIN_SUBJECT,
      username: ADMIN_USERNAME,
      email: 'keycloak-admin@egov.invalid',
      emailVerified: true,
      enabled: true,
      lastName: 'Quản trị',
      firstName: 'Keycloak',
      credentials: [adminCredential],
      clientRoles: { 'realm-management': ['realm-admin'] },
    },
    ...accounts.map(({ subject, username, name, email, roles: held, agencies }) => ({
      id: subject,
      username,
      email,
      emailVerified: true,
      enabled: true,
      ...partsOf(name),
      credentials: [credential],
      realmRoles: held,
      attributes: { agencies },
      ...(secondFactor === 'required-for-leaders' && held.includes('unit-leader')
        ? { requiredActions: ['CONFIGURE_TOTP'] }
        : {}),
    })),
  ],
});

/** Those who have a secret here. */
const namesOf = (secrets: RealmInput['clientSecrets']): readonly ServiceAccountName[] =>
  serviceAccountNames.filter((name) => secrets[name] !== undefined);

const isPortal = (name: string): name is PortalName => portalNames.some((portal) => portal === name);

/** Whoever is revoked or disabled is refused the next token: so it is renewed every minute. */
const PORTAL_TOKEN_SECONDS = 60;

/** The code flow with PKCE, at one address; the provider tells the portal when a login ends. */
const browserLogin = (baseUrl: string, inside: string) => ({
  standardFlowEnabled: true,
  redirectUris: [`${baseUrl}/auth/callback`],
  webOrigins: [],
  baseUrl: `${baseUrl}/`,
  attributes: {
    'pkce.code.challenge.method': 'S256',
    'post.logout.redirect.uris': `${baseUrl}/`,
    'backchannel.logout.url': `${inside}/auth/backchannel-logout`,
    'backchannel.logout.session.required': 'true',
    'access.token.lifespan': String(PORTAL_TOKEN_SECONDS),
  },
});

const loginBy = (way: 'service account' | 'password') => ({
  serviceAccountsEnabled: way === 'service account',
  directAccessGrantsEnabled: way === 'password',
  standardFlowEnabled: false,
  implicitFlowEnabled: false,
  protocolMappers: [
    {
      name: 'audience',
      protocol: 'openid-connect',
      protocolMapper: 'oidc-audience-mapper',
      config: {
        'included.client.audience': AUDIENCE,
        'access.token.claim': 'true',
        'id.token.claim': 'false',
      },
    },
    {
      name: 'agencies',
      protocol: 'openid-connect',
      protocolMapper: 'oidc-usermodel-attribute-mapper',
      config: {
        'user.attribute': 'agencies',
        'claim.name': 'agencies',
        'jsonType.label': 'String',
        multivalued: 'true',
        'access.token.claim': 'true',
        'id.token.claim': 'false',
        'userinfo.token.claim': 'false',
      },
    },
  ],
});

/** Vietnamese names begin with the family. */
function partsOf(name: string): { lastName: string; firstName: string } {
  const [lastName = '', ...rest] = name.split(' ');
  return { lastName, firstName: rest.join(' ') };
}
