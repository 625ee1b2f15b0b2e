import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { secretsOf, writePlatformFile } from '@egov/local';
import type { ServiceAccountName } from '@egov/keycloak';
import type { OwnPlatform } from '../../platform/own-platform.ts';

/** A replay in its own process, as an operator starts it. */
export type Replayer = Readonly<{
  kill: () => Promise<void>;
  /** What it has written so far. */
  said: () => string;
  ended: Promise<{ code: number | null; said: string }>;
  report: () => Record<string, unknown>;
}>;

/**
 * Writes into `folder` where the platform listens, as `npm start` does, with a token endpoint; returns how to
 * replay into it.
 */
export async function replayersInto(
  platform: OwnPlatform,
  folder: string,
): Promise<{ start: (file: string) => Replayer; close: () => void }> {
  const tokens = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .on('end', () => {
        const account = new URLSearchParams(Buffer.concat(chunks).toString()).get(
          'client_id',
        ) as ServiceAccountName;
        void platform
          .tokenOf(account)()
          .then((token) => response.end(JSON.stringify({ access_token: token, expires_in: 300 })));
      });
  });
  tokens.listen(0, '127.0.0.1');
  await once(tokens, 'listening');
  const secretsFile = join(folder, 'secrets.json');
  secretsOf(secretsFile);
  writePlatformFile(folder, {
    services: platform.services,
    issuer: `http://127.0.0.1:${(tokens.address() as AddressInfo).port}`,
    secretsFile,
  });
  return {
    start: (file) => replayer(folder, file),
    close: () => {
      tokens.close();
      tokens.closeAllConnections();
    },
  };
}

function replayer(folder: string, file: string): Replayer {
  const reportFile = `${file}.report.json`;
  const main = join(import.meta.dirname, '..', 'main.ts');
  const child = spawn(
    process.execPath,
    [main, file, '--platform', join(folder, 'platform.json'), '--report', reportFile],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  const ended = once(child, 'close').then(([code]: (number | null)[]) => ({ code: code ?? null, said }));
  return {
    ended,
    said: () => said,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    report: () => JSON.parse(readFileSync(reportFile, 'utf8')) as Record<string, unknown>,
  };
}
