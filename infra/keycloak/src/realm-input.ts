import type { PortalName } from '@egov/platform';
import { serviceAccountNames, type ServiceAccountName } from './accounts.ts';
import type { NationalEId } from './national-e-id.ts';
import type { Role } from './roles.ts';

export const REALM = 'egov';
/** The audience of every token, and the client whose roles are the permissions. */
export const AUDIENCE = 'egov-api';
/** The client with which a person logs in from a terminal or a test. */
export const CLI_CLIENT = 'egov-cli';

/** A person who can log in. */
export type Account = Readonly<{
  subject: string;
  username: string;
  name: string;
  email: string;
  roles: readonly Role[];
  agencies: readonly string[];
}>;

/** How Keycloak stores a password, as `passwordCredential` computes it. */
export type Credential = Readonly<{ type: 'password'; credentialData: string; secretData: string }>;

export type RealmInput = Readonly<{
  /** The secret of each program's account; a program without a secret does not exist in this realm. */
  clientSecrets: Readonly<Partial<Record<ServiceAccountName, string>>>;
  /** Subject of each service account, the same in every realm so that its acts are recognised. */
  serviceSubject: (name: ServiceAccountName) => string;
  accounts: readonly Account[];
  credential: Credential;
  /** The password of `keycloak-admin`, who runs this realm in Keycloak's own console and by its admin API. */
  adminCredential: Credential;
  /** The address of each portal as browsers know it, without a trailing slash. */
  portals: Readonly<Record<PortalName, string>>;
  /** Where Keycloak itself reaches the portals to end logins, if that is another address. */
  portalsInside?: Readonly<Record<PortalName, string>>;
  /**
   * Whether the realm's administrator and all who may read personal data must log in with a second factor;
   * officials are offered one in any case.
   */
  secondFactor?: 'offered' | 'required';
  /** Present where citizens may log in by the national e-ID. */
  eId?: NationalEId;
  /** Adds `egov-cli`. */
  terminalLogin: boolean;
}>;

/** Returns the programs that have a secret, and so an account, in this realm. */
export const programsIn = (secrets: RealmInput['clientSecrets']): readonly ServiceAccountName[] =>
  serviceAccountNames.filter((name) => secrets[name] !== undefined);
