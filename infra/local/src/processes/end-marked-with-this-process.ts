import { spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { environment } from '../config.ts';
import type { Mark } from './marked-processes.ts';

/**
 * Ends every process with this mark once this process has ended, even by SIGKILL: a watcher in a separate
 * process group notices it by its closed input.
 */
export function endMarkedWithThisProcess({ name, value }: Mark): void {
  const watcher = spawn(process.execPath, [join(import.meta.dirname, 'watcher.ts'), name, value], {
    detached: true,
    env: environment(),
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  watcher.unref();
  (watcher.stdin as Socket).unref();
}
