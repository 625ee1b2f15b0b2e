import { eventLog } from './event-log.ts';
import { LOGIN_THEME } from './login-theme.ts';
import { nationalEId } from './national-e-id.ts';
import { permissions } from '@egov/platform';
import { realmClients } from './realm-clients.ts';
import { AUDIENCE, REALM, type RealmInput } from './realm-input.ts';
import { realmUsers } from './realm-users.ts';
import { roles } from './roles.ts';
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
  roles: {
    client: { [AUDIENCE]: Object.entries(permissions).map(([name, description]) => ({ name, description })) },
    realm: Object.entries(roles).map(([name, allowed]) => ({
      name,
      composite: true,
      composites: { client: { [AUDIENCE]: allowed } },
    })),
  },
  clients: realmClients(input),
  users: realmUsers(input),
});
