import { hash } from 'node:crypto';
import type { Metadata } from '@grpc/grpc-js';
import { LRUCache } from 'lru-cache';
import { rpcErrors } from '../grpc/rpc-error.ts';
import { ALL_STREAM } from '../persistent/group-settings.ts';
import { isMetastream } from '../storage/records.ts';
import type { Store } from '../storage/store.ts';
import type { Settings } from '../config/options.ts';
import { admitServices } from './admit-services.ts';
import { defaultRoles, OWNER, rolesIn, SETTINGS } from './default-rights.ts';
import { hashPassword, isPassword } from './password.ts';
import { UserRecords } from './user-records.ts';

/** Who makes a call. */
export interface User {
  readonly name: string;
  readonly groups: readonly string[];
}

export type StreamAction = '$r' | '$w' | '$d';

const ADMINS = '$admins';
const OPS = '$ops';
const EVERYONE = '$all';

/** How long a password that was right is not hashed again. */
const REMEMBERED_MS = 60_000;

/** Passwords of the two users of an insecure store, as in the real server; nobody is asked for them. */
const OPEN_PASSWORD = 'changeit';

const EVERYTHING: User = { name: 'admin', groups: [ADMINS] };

interface Calling {
  readonly metadata: Metadata;
}

type Passwords = Pick<Settings, 'adminPassword' | 'opsPassword' | 'accounts'>;

/** Knows users by their credentials, and what they may do. An insecure store lets everyone do everything. */
export class Access {
  readonly users: UserRecords;
  readonly open: boolean;
  readonly #store: Store;
  readonly #callers = new WeakMap<Calling, User>();
  readonly #remembered = new LRUCache<string, User>({ max: 1000, ttl: REMEMBERED_MS });

  constructor(store: Store, open: boolean) {
    this.#store = store;
    this.open = open;
    this.users = new UserRecords(store);
  }

  /**
   * Creates the two users that every store has, gives them the passwords of this start, and admits services.
   * An insecure store asks nobody, so it stores none.
   */
  async seed({ adminPassword, opsPassword, accounts }: Passwords): Promise<void> {
    const first = [
      {
        loginName: 'admin',
        fullName: 'Event Store Administrator',
        groups: [ADMINS],
        password: adminPassword,
      },
      { loginName: 'ops', fullName: 'Event Store Operations', groups: [OPS], password: opsPassword },
    ];
    for (const { password, ...user } of first) {
      const known = this.users.find(user.loginName);
      if (known !== undefined && (this.open || password === '' || (await isPassword(password, known))))
        continue;
      if (this.open) {
        this.users.give({
          ...user,
          disabled: false,
          ...(await hashPassword(password === '' ? OPEN_PASSWORD : password)),
        });
        continue;
      }
      if (password === '')
        throw new Error(
          `A password for '${user.loginName}' is needed the first time a store with credentials is started.`,
        );
      const disabled = known?.disabled ?? false;
      await this.users.save({ ...user, disabled, ...(await hashPassword(password)) });
    }
    await admitServices(this.#store, this.users, accounts);
  }

  /** Clears the cache of passwords after a change of users. */
  forget(): void {
    this.#remembered.clear();
  }

  /** Determines who calls; wrong credentials are refused, none mean an anonymous caller. */
  async identify(call: Calling): Promise<void> {
    const header = call.metadata.get('authorization')[0];
    this.#callers.set(
      call,
      header === undefined ? { name: 'anonymous', groups: [] } : await this.#userOf(String(header)),
    );
  }

  async #userOf(header: string): Promise<User> {
    const key = hash('sha256', header);
    const known = this.#remembered.get(key);
    if (known !== undefined) return known;
    const [scheme, encoded = ''] = header.split(' ');
    const [login = '', ...rest] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
    const record = scheme?.toLowerCase() === 'basic' ? this.users.find(login) : undefined;
    if (record === undefined || record.disabled || !(await isPassword(rest.join(':'), record)))
      throw rpcErrors.unauthenticated();
    const user = { name: login, groups: record.groups };
    this.#remembered.set(key, user);
    return user;
  }

  userOf(call: Calling): User {
    if (!this.open) return this.#callers.get(call) ?? { name: 'anonymous', groups: [] };
    const header = String(call.metadata.get('authorization')[0] ?? '');
    const login =
      Buffer.from(header.split(' ')[1] ?? '', 'base64')
        .toString('utf8')
        .split(':')[0] ?? '';
    return login === '' ? EVERYTHING : { ...EVERYTHING, name: login };
  }

  /** The account under which the log keeps what a caller writes; an insecure store knows none. */
  accountOf(call: Calling): string {
    return this.open ? '' : this.userOf(call).name;
  }

  /** Refuses callers who are not operators of the store. */
  requireOperator(call: Calling): void {
    if (this.open) return;
    const { groups } = this.userOf(call);
    if (!groups.includes(ADMINS) && !groups.includes(OPS)) throw rpcErrors.accessDenied();
  }

  requireAdmin(call: Calling): void {
    if (!this.open && !this.userOf(call).groups.includes(ADMINS)) throw rpcErrors.accessDenied();
  }

  /** Refuses unless the stream's ACL, or the default, allows the caller to do it. */
  require(call: Calling, stream: string, action: StreamAction): void {
    if (!this.may(call, stream, action)) throw rpcErrors.accessDenied();
  }

  may(call: Calling, stream: string, action: StreamAction): boolean {
    if (this.open) return stream !== ALL_STREAM || action === '$r';
    const user = this.userOf(call);
    if (user.groups.includes(ADMINS)) return stream !== ALL_STREAM || action === '$r';
    if (user.name === 'anonymous') return false;
    const [subject, right] = isMetastream(stream)
      ? ([stream.slice(2), action === '$r' ? '$mr' : '$mw'] as const)
      : ([stream, action] as const);
    const owns = subject.startsWith(`${user.name}_`);
    return this.#rolesFor(subject, right).some(
      (role) =>
        role === EVERYONE || role === user.name || user.groups.includes(role) || (role === OWNER && owns),
    );
  }

  #rolesFor(stream: string, right: string): readonly string[] {
    const acl = this.#store.reader.head(stream)?.acl;
    const own = acl === null || acl === undefined ? undefined : rolesIn(JSON.parse(acl), right);
    return own ?? this.#defaultRoles(stream.startsWith('$'), right);
  }

  #defaultRoles(system: boolean, right: string): readonly string[] {
    const { reader } = this.#store;
    const last = reader.head(SETTINGS)?.last ?? -1;
    const [event] = last < 0 ? [] : reader.streamBackwards(SETTINGS, last, last, 1);
    const said = event === undefined ? undefined : defaultRoles(event.data, system, right);
    return said ?? [system ? ADMINS : EVERYONE];
  }
}
