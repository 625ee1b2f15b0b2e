import { bruteForce } from './brute-force.ts';
import { eventLog } from './event-log.ts';
import { LOGIN_FLOW, loginFlowConfig, loginFlows } from './login-flow.ts';
import { LOGIN_THEME } from './login-theme.ts';
import { firstLoginConfig, firstLoginFlows, nationalEId } from './national-e-id.ts';
import { permissionsThrough, realmClients } from './realm-clients.ts';
import { AUDIENCE, REALM, type RealmInput } from './realm-input.ts';
import { realmRoles } from './realm-roles.ts';
import { realmUsers } from './realm-users.ts';
import { secondFactors } from './second-factors.ts';
import { sharedPcSessions } from './shared-pc-sessions.ts';
import { userProfile } from './user-profile.ts';
import { languageNames, vietnameseLogin } from './vietnamese-login.ts';

/** The realm as Keycloak imports it. */
export const egovRealm = (input: RealmInput) => ({
  realm: REALM,
  displayName: 'Chính quyền điện tử',
  enabled: true,
  sslRequired: 'external',
  registrationAllowed: false,
  ...bruteForce,
  loginTheme: LOGIN_THEME,
  internationalizationEnabled: true,
  supportedLocales: ['vi', 'en'],
  defaultLocale: 'vi',
  localizationTexts: { vi: vietnameseLogin, en: languageNames },
  accessTokenLifespan: 300,
  // A refresh token is good once: one that was stolen ends the login as soon as both have used it.
  revokeRefreshToken: true,
  refreshTokenMaxReuse: 0,
  ...sharedPcSessions,
  ...eventLog,
  ...secondFactors,
  browserFlow: LOGIN_FLOW,
  authenticationFlows: [...loginFlows, ...firstLoginFlows(input.eId)],
  authenticatorConfig: [...loginFlowConfig, ...firstLoginConfig(input.eId)],
  ...nationalEId(input.eId),
  passwordPolicy: [
    'notUsername',
    'notEmail',
    'passwordHistory(5)',
    'length(12)',
    'hashAlgorithm(pbkdf2-sha512)',
    'hashIterations(210000)',
  ].join(' and '),
  components: { 'org.keycloak.userprofile.UserProfileProvider': [userProfile()] },
  roles: realmRoles(input.secondFactor),
  clients: realmClients(input),
  clientScopeMappings: { [AUDIENCE]: permissionsThrough(input) },
  users: realmUsers(input),
});

export type WantedRealm = ReturnType<typeof egovRealm>;
