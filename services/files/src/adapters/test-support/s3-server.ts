import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually, freePort } from '@egov/chassis/testing';
import type { S3Options } from '../s3-objects.ts';

const MODULE = new URL('../../../../../infra/tools/versitygw', import.meta.url);

/** A real S3 server over a separate folder: its content, bucket and account, and how to stop it. */
export type S3Server = Readonly<{ options: S3Options; folder: string; stop: () => Promise<void> }>;

/** Starts the pinned S3 server on a free port. */
export async function startS3Server(): Promise<S3Server> {
  const program = execFileSync('go', ['tool', '-n', 'versitygw'], { cwd: MODULE, encoding: 'utf8' }).trim();
  const folder = mkdtempSync(join(tmpdir(), 's3-'));
  const options = {
    endpoint: `http://127.0.0.1:${await freePort()}`,
    region: 'us-east-1',
    bucket: 'papers',
    accessKeyId: 'account',
    secretAccessKey: 'secret-of-the-account',
  };
  const buckets = join(folder, 'buckets');
  const attributes = join(folder, 'attributes');
  mkdirSync(join(buckets, options.bucket), { recursive: true });
  mkdirSync(attributes);
  const address = new URL(options.endpoint).host;
  const account = ['--access', options.accessKeyId, '--secret', options.secretAccessKey];
  const server = spawn(
    program,
    [
      ...account,
      '--port',
      address,
      '--health',
      '/health',
      '--quiet',
      'posix',
      '--sidecar',
      attributes,
      buckets,
    ],
    { stdio: 'ignore' },
  );
  const ended = once(server, 'exit');
  await eventually(async () => (await fetch(`${options.endpoint}/health`)).ok).catch((error: unknown) => {
    server.kill('SIGKILL');
    throw error;
  });
  return {
    options,
    folder: buckets,
    stop: async () => {
      server.kill();
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}
