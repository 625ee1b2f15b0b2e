import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { environment, workspace } from '../config.ts';

/** Which registry to ask (by default pnpm's own setting), and whether only about what is shipped. */
export type AuditQuestion = Readonly<{ registry?: string; production?: boolean }>;

const WITHIN_MS = 120_000;

/**
 * Asks the package registry for known vulnerabilities of the packages in the lockfile and returns pnpm's
 * report as text. Throws when there is no answer.
 */
export async function askRegistry({ registry, production }: AuditQuestion): Promise<string> {
  const args = [
    '--config.pmOnFail=ignore',
    'audit',
    '--json',
    ...(production ? ['--prod'] : []),
    ...(registry === undefined ? [] : ['--registry', registry]),
  ];
  const child = spawn('pnpm', args, {
    cwd: workspace,
    env: environment({ NO_COLOR: '1' }),
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: WITHIN_MS,
  });
  const failed = new Promise<never>((_resolve, reject) => {
    child.once('error', reject);
  });
  const [report, complaint] = await Promise.race([
    Promise.all([text(child.stdout), text(child.stderr)]),
    failed,
  ]);
  // pnpm exits with 1 both when it found something and when it could not ask: only its report shows which.
  if (report.trim() === '')
    throw new Error(unframed(complaint) || `no answer within ${WITHIN_MS / 60_000} minutes`);
  return report;
}

/**
 * pnpm prints its errors as a tree over several lines and breaks addresses; this joins the first branch into
 * one line.
 */
function unframed(complaint: string): string {
  const [first = ''] = complaint.split('├─▶');
  return first
    .replace(/^Error: \S+/u, '')
    .replace(/\/\n\s*│ /gu, '/')
    .replace(/[×│\s]+/gu, ' ')
    .trim()
    .replace(/:$/u, '');
}
