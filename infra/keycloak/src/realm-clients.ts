import { portalNames, type PortalName } from '@egov/platform';
import { serviceAccounts } from './accounts.ts';
import { AUDIENCE, CLI_CLIENT, programsIn, type RealmInput } from './realm-input.ts';

/** The programs that log in, for themselves or for people. */
export const realmClients = ({
  clientSecrets,
  portals,
  portalsInside = portals,
  terminalLogin,
}: RealmInput) => [
  { clientId: AUDIENCE, name: 'The services', bearerOnly: true },
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
