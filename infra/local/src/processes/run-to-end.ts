import { spawn } from 'node:child_process';
import { environment } from '../config.ts';

export type Run = Readonly<{
  /** What is done, for the error message. */
  what: string;
  file: string;
  args: readonly string[];
  /** The message when there is no such program. */
  missing?: string;
  cwd?: string;
  /** How many last lines an error shows. */
  shows?: number;
  env?: Readonly<Record<string, string>>;
}>;

/** Runs a program to its end and returns what it printed; throws with its last lines when it fails. */
export async function runToEnd({ what, file, args, cwd, env, missing, shows = 12 }: Run): Promise<string> {
  const child = spawn(file, [...args], { cwd, env: environment(env), stdio: ['ignore', 'pipe', 'pipe'] });
  const output: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
  const code = await new Promise<number | string | null>((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'ENOENT' && missing !== undefined
          ? new Error(missing)
          : new Error(`${what}: ${error.message}`, { cause: error }),
      );
    });
    child.once('close', (exitCode, signal) => {
      resolve(exitCode ?? signal);
    });
  });
  const printed = Buffer.concat(output).toString('utf8');
  if (code !== 0)
    throw new Error(
      `${what} ended with ${code}:\n${printed
        .trimEnd()
        .split('\n')
        .slice(-shows)
        .map((line) => `  ${line}`)
        .join('\n')}`,
    );
  return printed;
}
