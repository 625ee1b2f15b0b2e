import { spawn } from 'node:child_process';

/**
 * Runs kubectl against a cluster and returns what it printed; throws with kubectl's own message when it
 * fails.
 */
export type Kubectl = (args: readonly string[], input?: string) => Promise<string>;

export const kubectlOf =
  (program: string, kubeconfig: string): Kubectl =>
  (args, input) =>
    new Promise((resolve, reject) => {
      const child = spawn(program, [...args], {
        env: { KUBECONFIG: kubeconfig, PATH: '/usr/bin:/bin', HOME: '/tmp' },
        stdio: ['pipe', 'pipe', 'pipe'],
      });
      const [out, errors]: [Buffer[], Buffer[]] = [[], []];
      child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
      child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
      child.once('error', reject);
      child.once('close', (code) => {
        if (code === 0) resolve(Buffer.concat(out).toString('utf8'));
        else reject(new Error(`kubectl ${args.join(' ')}: ${Buffer.concat(errors).toString('utf8').trim()}`));
      });
      // A process that ended before reading all of its input reports that by its exit code.
      child.stdin.on('error', () => undefined);
      child.stdin.end(input);
    });
