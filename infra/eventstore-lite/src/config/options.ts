/** How an event store is started; every field but the first has a default. */
export interface EventStoreOptions {
  /** Folder that holds the database; created when absent. */
  readonly data: string;
  /** 0 chooses a free one. */
  readonly port?: number;
  readonly host?: string;
  /** Address given to clients in gossip; the host by default. */
  readonly advertiseHost?: string;
  /** Without TLS and without credentials; on loopback only. */
  readonly insecure?: boolean;
  readonly tls?: { readonly cert: string; readonly key: string };
  /** Passwords of `admin` and `ops` from now on; needed when the data folder is new. */
  readonly adminPassword?: string;
  readonly opsPassword?: string;
  /**
   * Accounts of services by name, with their passwords: each may read, and append to streams whose name
   * begins with its own and an underscore.
   */
  readonly accounts?: Readonly<Record<string, string>>;
  /** Largest sum of event bytes of one append. */
  readonly maxAppendSize?: number;
  /** System projections (`$ce-`, `$et-`, ...) run from the start. */
  readonly projections?: boolean;
  readonly allowShutdown?: boolean;
  /** Limits the database file, to simulate a full disk. */
  readonly maxPageCount?: number;
  /** Called after an accepted `Operations/Shutdown`, once everything is closed. */
  readonly onShutdown?: () => void;
}

type Optional = 'tls' | 'onShutdown' | 'maxPageCount';

/** The options with every default filled in. */
export type Settings = Required<Omit<EventStoreOptions, Optional>> & {
  readonly [K in Optional]: EventStoreOptions[K];
};

export const DEFAULT_MAX_APPEND_SIZE = 1024 * 1024;

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

/** Fills in the defaults; refuses options that would expose the log by accident. */
export function settingsOf(options: EventStoreOptions): Settings {
  const host = options.host ?? '127.0.0.1';
  const insecure = options.insecure ?? options.tls === undefined;
  if (!insecure && options.tls === undefined)
    throw new Error('A certificate and its key are needed unless the store is started insecure.');
  if (insecure && !LOOPBACK.has(host))
    throw new Error(
      `An insecure store listens on loopback only, not on ${host}: start it with --tls-cert and --tls-key.`,
    );
  if (insecure && Object.keys(options.accounts ?? {}).length > 0)
    throw new Error(
      'An insecure store asks nobody who they are, so it takes no accounts: give it a certificate.',
    );
  return {
    data: options.data,
    port: options.port ?? 0,
    host,
    advertiseHost: options.advertiseHost ?? (host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host),
    insecure,
    adminPassword: options.adminPassword ?? '',
    opsPassword: options.opsPassword ?? '',
    accounts: options.accounts ?? {},
    maxAppendSize: options.maxAppendSize ?? DEFAULT_MAX_APPEND_SIZE,
    projections: options.projections ?? false,
    allowShutdown: options.allowShutdown ?? false,
    maxPageCount: options.maxPageCount,
    tls: options.tls,
    onShutdown: options.onShutdown,
  };
}
