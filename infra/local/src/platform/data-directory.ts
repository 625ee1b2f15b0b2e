import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { verify } from '@egov/eventstore-lite';
import type { PortalName } from '@egov/platform';
import { endMarkedProcesses, type Mark } from '../processes/marked-processes.ts';
import { serviceKeysIn, type ServiceKeys } from './service-keys.ts';

const NAME_FILE = 'egov-data.json';
const RUNNING_FILE = 'running.json';
const KEY_BYTES = 32;

/** The one folder that a platform keeps its state in. */
export type DataDirectory = Readonly<{
  folder: string;
  of: (part: string) => string;
  log: (part: string) => string;
  serviceKeys: ServiceKeys;
  /** The key that seals and signs the sessions of a portal. */
  sessionKeyFile: (portal: PortalName) => string;
  /** Signs the messages between the citizens' portal and the payment platform. */
  paymentKeyFile: string;
  /** Put into the environment of everything that is started on this folder. */
  mark: Mark;
  release: () => void;
}>;

/**
 * Locks a data directory for this process, creating it where there is none. Refused while another process
 * holds it; processes that a killed run left behind are ended.
 */
export async function takeDataDirectory(
  path: string,
  { fresh = false, say = () => undefined }: { fresh?: boolean; say?: (line: string) => void } = {},
): Promise<DataDirectory> {
  const folder = resolve(path);
  requireOurs(folder);
  const mark = { name: 'EGOV_DATA', value: folder };
  requireNobodyElse(folder);
  const ended = await endMarkedProcesses(mark);
  if (ended.length > 0) say(`Ended ${ended.length} processes that a killed run had left behind.`);
  if (fresh) rmSync(folder, { recursive: true, force: true });

  // Whatever this process and its children write is their owner's alone.
  process.umask(0o077);
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o700);
  writeFileSync(
    join(folder, NAME_FILE),
    `${JSON.stringify({ what: 'state of one platform, see README.md of its source' })}\n`,
  );
  writeFileSync(join(folder, RUNNING_FILE), JSON.stringify({ pid: process.pid }));
  const paymentKeyFile = keyFile(folder, 'payment.key');
  return {
    folder,
    serviceKeys: await serviceKeysIn(folder, () => endOfLog(join(folder, 'event-log'))),
    sessionKeyFile: (portal) => keyFile(folder, `${portal}-session.key`),
    paymentKeyFile,
    mark,
    of: (part) => join(folder, part),
    log: (part) => join(folder, 'logs', `${part}.log`),
    release: () => {
      rmSync(join(folder, RUNNING_FILE), { force: true });
    },
  };
}

/** The end of a log that exists already; undefined for a new one. */
const endOfLog = (folder: string): bigint | undefined =>
  existsSync(join(folder, 'events.db')) ? BigInt(verify(folder).head) : undefined;

function keyFile(folder: string, name: string): string {
  const file = join(folder, name);
  if (!existsSync(file)) writeFileSync(file, randomBytes(KEY_BYTES), { mode: 0o600, flag: 'wx' });
  return file;
}

/** A typing error in `--data` must not fill, or with `--fresh` delete, somebody else's folder. */
function requireOurs(folder: string): void {
  if (existsSync(folder) && !existsSync(join(folder, NAME_FILE)) && readdirSync(folder).length > 0) {
    throw new Error(
      `${folder} is not empty and not a data directory of this platform: choose another one with --data.`,
    );
  }
}

function requireNobodyElse(folder: string): void {
  const file = join(folder, RUNNING_FILE);
  if (!existsSync(file)) return;
  const { pid } = JSON.parse(readFileSync(file, 'utf8')) as { pid: number };
  if (pid !== process.pid && alive(pid))
    throw new Error(`A platform is already running on ${folder} (process ${pid}).`);
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
