export { serviceAccountNames, serviceAccounts, type ServiceAccountName } from './accounts.ts';
export { LOGIN_STYLE, LOGIN_THEME, loginThemeFolder } from './login-theme.ts';
export { E_ID_ALIAS, type NationalEId } from './national-e-id.ts';
export { egovRealm, type WantedRealm } from './realm.ts';
export {
  AUDIENCE,
  CLI_CLIENT,
  REALM,
  type Account,
  type Credential,
  type RealmInput,
} from './realm-input.ts';
export { ADMIN_USERNAME } from './realm-users.ts';
export { CITIZEN_ROLE, roles, type Role } from './roles.ts';
