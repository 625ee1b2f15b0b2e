import { randomBytes } from 'node:crypto';
import { EXPECTED, FORMAT, STORE_ACCOUNT, metastreamOf } from '../storage/records.ts';
import type { Store } from '../storage/store.ts';
import type { PasswordHash } from './password.ts';

/** A user as kept in the log. */
export interface UserRecord extends PasswordHash {
  readonly loginName: string;
  readonly fullName: string;
  readonly groups: readonly string[];
  readonly disabled: boolean;
}

export interface StoredUser extends UserRecord {
  /** Microseconds since 1970. */
  readonly updated: number;
}

const ADMINS_ONLY = { $r: '$admins', $w: '$admins', $d: '$admins', $mr: '$admins', $mw: '$admins' };
const LIST = '$users';
const streamOf = (login: string): string => `$user-${login}`;

/** Each user is a stream of the log whose last event is the current state; another stream lists them all. */
export class UserRecords {
  readonly #store: Store;
  /** Users that apply until the log has others. */
  readonly #given = new Map<string, StoredUser>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** Adds a user without storing it. */
  give(user: UserRecord): void {
    this.#given.set(user.loginName, { ...user, updated: Date.now() * 1000 });
  }

  find(login: string): StoredUser | undefined {
    const window = this.#store.reader.window(streamOf(login));
    const event =
      window === undefined
        ? undefined
        : this.#store.reader.streamBackwards(streamOf(login), window.to, window.from, 1)[0];
    if (event === undefined) return this.#given.get(login);
    const record: UserRecord = JSON.parse(Buffer.from(event.data).toString('utf8'));
    return { ...record, updated: event.created };
  }

  list(): StoredUser[] {
    const names = new Set<string>(this.#given.keys());
    let from = 0;
    for (;;) {
      const page = this.#store.reader.streamForwards(LIST, from, Number.MAX_SAFE_INTEGER, 256);
      const last = page.at(-1);
      if (last === undefined) break;
      for (const { data } of page) names.add(Buffer.from(data).toString('utf8'));
      from = last.revision + 1;
    }
    return [...names].flatMap((name) => this.find(name) ?? []);
  }

  async create(user: UserRecord): Promise<boolean> {
    if (this.find(user.loginName) !== undefined) return false;
    await this.save(user);
    return true;
  }

  async save(user: UserRecord): Promise<void> {
    const stream = streamOf(user.loginName);
    if (this.#store.reader.window(stream) === undefined) {
      await this.#append(LIST, '$User', FORMAT.binary, user.loginName);
      await this.#append(
        metastreamOf(stream),
        '$metadata',
        FORMAT.json,
        JSON.stringify({ $maxCount: 1, $acl: ADMINS_ONLY }),
      );
    }
    const { loginName, fullName, groups, disabled, salt, hash } = user;
    await this.#append(
      stream,
      '$UserUpdated',
      FORMAT.json,
      JSON.stringify({ loginName, fullName, groups, disabled, salt, hash }),
    );
  }

  async remove(login: string): Promise<void> {
    this.#given.delete(login);
    if (this.#store.reader.window(streamOf(login)) === undefined) return;
    const result = await this.#store.write({
      kind: 'delete',
      stream: streamOf(login),
      expected: EXPECTED.any,
      hard: false,
      account: STORE_ACCOUNT,
    });
    if (result.kind !== 'done') throw new Error(`The user could not be removed: ${result.kind}`);
  }

  async #append(stream: string, type: string, format: number, data: string): Promise<void> {
    const event = { id: randomBytes(16), type, format, data: Buffer.from(data), metadata: Buffer.alloc(0) };
    const result = await this.#store.write({
      kind: 'append',
      stream,
      expected: EXPECTED.any,
      events: [event],
      account: STORE_ACCOUNT,
    });
    if (result.kind !== 'done') throw new Error(`${stream} could not be written: ${result.kind}`);
  }
}
