import { rpcErrors } from '../grpc/rpc-error.ts';
import type { Store } from '../storage/store.ts';
import { Group } from './group.ts';
import { loadGroups, saveGroups } from './group-config.ts';
import { ALL_STREAM, keyOf, type GroupEntry } from './group-settings.ts';
import { MessageMemory } from './message-memory.ts';

type NewGroup = Omit<GroupEntry, 'endedAt'>;

/** All persistent subscription groups of the store. */
export class GroupRegistry {
  readonly #store: Store;
  readonly #onTrouble: (error: unknown) => void;
  readonly #memory = new MessageMemory();
  #groups = new Map<string, Group>();

  constructor(store: Store, onTrouble: (error: unknown) => void) {
    this.#store = store;
    this.#onTrouble = onTrouble;
    this.#load();
  }

  #load(): void {
    this.#groups = new Map(
      loadGroups(this.#store).map((entry) => [keyOf(entry.stream, entry.group), this.#open(entry)]),
    );
  }

  #open(entry: GroupEntry): Group {
    return new Group(this.#store, entry, this.#memory.share(), this.#onTrouble);
  }

  get(stream: string, name: string): Group {
    const group = this.#groups.get(keyOf(stream, name));
    if (group === undefined) throw rpcErrors.groupMissing(stream, name);
    return group;
  }

  list(stream: string | undefined): Group[] {
    const groups = [...this.#groups.values()].filter(
      ({ entry }) => stream === undefined || entry.stream === stream,
    );
    if (stream !== undefined && groups.length === 0) throw rpcErrors.groupMissing(stream, '');
    return groups;
  }

  async create(wanted: NewGroup): Promise<void> {
    const entry = { ...wanted, endedAt: this.#endOf(wanted.stream) };
    const key = keyOf(entry.stream, entry.group);
    if (this.#groups.has(key)) throw rpcErrors.groupExists(entry.stream, entry.group);
    const group = this.#open(entry);
    this.#groups.set(key, group);
    try {
      await this.#save();
    } catch (error) {
      // A group that could not be stored must not exist just until the next restart.
      this.#groups.delete(key);
      await group.close(rpcErrors.groupMissing(entry.stream, entry.group), false);
      throw error;
    }
  }

  async update(wanted: NewGroup): Promise<void> {
    const { stream, group } = wanted;
    const old = this.get(stream, group);
    await old.close(rpcErrors.groupDropped(stream, group), true);
    const { settings, endedAt } = old.entry;
    const stays = settings.startFrom === 'end' && wanted.settings.startFrom === 'end';
    // A group's filter never changes; the rest may.
    const entry = {
      stream,
      group,
      settings: { ...wanted.settings, filter: settings.filter },
      endedAt: stays ? endedAt : this.#endOf(stream),
    };
    this.#groups.set(keyOf(stream, group), this.#open(entry));
    await this.#save();
  }

  async remove(stream: string, name: string): Promise<void> {
    const group = this.get(stream, name);
    this.#groups.delete(keyOf(stream, name));
    await group.close(rpcErrors.groupMissing(stream, name), false);
    await group.records.remove();
    await this.#save();
  }

  /** Drops every consumer and starts each group again from its checkpoint. */
  async restart(): Promise<void> {
    await this.close();
    this.#load();
  }

  async close(): Promise<void> {
    await Promise.all(
      [...this.#groups.values()].map((group) =>
        group.close(rpcErrors.groupDropped(group.entry.stream, group.entry.group), true),
      ),
    );
  }

  #endOf(stream: string): number {
    return stream === ALL_STREAM ? this.#store.head() : (this.#store.reader.head(stream)?.last ?? -1);
  }

  #save(): Promise<void> {
    return saveGroups(
      this.#store,
      [...this.#groups.values()].map(({ entry }) => entry),
    );
  }
}
