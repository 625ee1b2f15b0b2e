import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { environment } from '@egov/local';
import { NOTING } from './noting.ts';

/**
 * Starts a policy in a separate traced process that listens to `procedures` and calls it; returns a function
 * to end it.
 */
export async function startNotingPolicy({
  nats,
  procedures,
  token,
  telemetry,
}: Readonly<{
  nats: string;
  procedures: string;
  token: string;
  telemetry: Readonly<Record<string, string>>;
}>): Promise<() => Promise<void>> {
  const child = spawn(
    process.execPath,
    [
      '--import',
      '@egov/chassis/telemetry',
      join(import.meta.dirname, 'noting-policy.ts'),
      nats,
      procedures,
      token,
    ],
    {
      cwd: join(import.meta.dirname, '..'),
      env: environment({ ...telemetry, OTEL_SERVICE_NAME: NOTING }),
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const ended = once(child, 'exit');
  await Promise.race([
    once(child.stdout, 'data'),
    ended.then(() => {
      throw new Error('The policy ended before it was ready.');
    }),
  ]);
  return async () => {
    child.kill();
    await ended;
  };
}
