import { allPermissions, portalNames, type Permission, type PortalName } from '@egov/platform';
import { serviceAccounts, type ServiceAccountName } from './accounts.ts';
import { AUDIENCE, CLI_CLIENT, programsIn, type RealmInput } from './realm-input.ts';
import { CITIZEN_ROLE, roles } from './roles.ts';

/** The programs that log in, for themselves or for people. */
export const realmClients = ({
  clientSecrets,
  portals,
  portalsInside = portals,
  terminalLogin,
}: RealmInput) => [
  { clientId: AUDIENCE, name: 'The services', bearerOnly: true, fullScopeAllowed: false },
  // Keycloak's own client for terminals, which takes passwords.
  {
    clientId: 'admin-cli',
    enabled: false,
    publicClient: true,
    standardFlowEnabled: false,
    directAccessGrantsEnabled: false,
    fullScopeAllowed: false,
  },
  ...programsIn(clientSecrets).map((name) => ({
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
];

/** What a token of each program may contain, whoever logs in by it. */
export const permissionsThrough = ({ clientSecrets, terminalLogin }: RealmInput) => [
  ...programsIn(clientSecrets).map((client) => ({
    client,
    roles: [...new Set([...serviceAccounts[client].permissions, ...ofVisitors(client)])],
  })),
  ...(terminalLogin ? [{ client: CLI_CLIENT, roles: allPermissions }] : []),
];

const ofVisitors = (client: ServiceAccountName): readonly Permission[] => {
  // An importer works with a program of their own.
  const { [CITIZEN_ROLE]: ofCitizens, 'archivist-importer': _, ...ofOfficials } = roles;
  if (client === 'citizen-portal') return ofCitizens;
  return client === 'staff-portal' ? Object.values(ofOfficials).flat() : [];
};

const isPortal = (name: string): name is PortalName => portalNames.some((portal) => portal === name);

/** One minute: a user who is revoked or disabled is refused the next token. */
const PORTAL_TOKEN_SECONDS = 60;

/** The code flow with PKCE, at one address, with back-channel logout. */
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
  fullScopeAllowed: false,
  defaultClientScopes: [
    'basic',
    'profile',
    'email',
    'roles',
    ...(way === 'password' ? [] : ['service_account']),
  ],
  optionalClientScopes: [],
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
