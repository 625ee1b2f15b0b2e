import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { markOf } from '../processes/marked-processes.ts';
import { freePort } from '@egov/chassis/free-port';
import { startProcess, type Supervised } from '../processes/supervised.ts';
import { tool } from '../tools/tool.ts';
import type { PartOptions } from './nats.ts';

/** An S3 server, and the variables with which `files` stores everything there. */
export type S3 = Supervised & Readonly<{ url: string; env: Readonly<Record<string, string>> }>;

const BUCKET = 'egov-files';
const ACCOUNT = 'egov-files';

/** Starts versitygw, an S3 server over a folder, on loopback, with the bucket of `files`. */
export async function startS3({ dataDir, port, logFile, mark }: PartOptions): Promise<S3> {
  const chosen = port ?? (await freePort());
  const url = `http://127.0.0.1:${chosen}`;
  const buckets = join(dataDir, 'buckets');
  // A bucket is a folder; the second folder holds attributes, for file systems that have none.
  const attributes = join(dataDir, 'attributes');
  await mkdir(join(buckets, BUCKET), { recursive: true });
  await mkdir(attributes, { recursive: true });
  const secret = await secretIn(join(dataDir, 'secret'));
  const started = await startProcess({
    name: 'versitygw',
    file: await tool('versitygw'),
    args: [
      '--port',
      `127.0.0.1:${chosen}`,
      '--health',
      '/health',
      '--quiet',
      'posix',
      '--sidecar',
      attributes,
      buckets,
    ],
    env: { ROOT_ACCESS_KEY: ACCOUNT, ROOT_SECRET_KEY: secret, ...markOf(mark) },
    logFile: logFile ?? join(dataDir, 'versitygw.log'),
    port: chosen,
    ready: () => answers(`${url}/health`),
  });
  return {
    ...started,
    url,
    env: {
      S3_ENDPOINT: url,
      S3_BUCKET: BUCKET,
      S3_ACCESS_KEY_ID: ACCOUNT,
      S3_SECRET_ACCESS_KEY: secret,
    },
  };
}

async function secretIn(file: string): Promise<string> {
  if (!existsSync(file)) await writeFile(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  return readFile(file, 'utf8');
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch (error) {
    // Nobody listens yet. Compared by name: under jest, fetch throws errors of another realm.
    if ((error as Error).name === 'TypeError') return false;
    throw error;
  }
}
