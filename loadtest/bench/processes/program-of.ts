import { readFileSync } from 'node:fs';

const shells: ReadonlySet<string> = new Set(['sh', 'bash', 'dash', 'kc.sh']);

/**
 * Returns the program that a start script such as Keycloak's waits for: its only child; the process itself
 * where it has none or several, or where the system is not Linux.
 */
export function programOf(pid: number): number {
  if (!shells.has(told(pid, 'comm').trim())) return pid;
  const [child, ...others] = told(pid, `task/${pid}/children`).split(' ').filter(Boolean).map(Number);
  return child === undefined || others.length > 0 ? pid : child;
}

/** Undefined where there is no /proc, or where the process has ended. */
function told(pid: number, what: string): string {
  try {
    return readFileSync(`/proc/${pid}/${what}`, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return '';
    throw error;
  }
}
