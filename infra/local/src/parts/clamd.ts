import { mkdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { markOf } from '../processes/marked-processes.ts';
import { freePort } from '@egov/chassis/free-port';
import { startProcess, type Supervised } from '../processes/supervised.ts';
import { debianProgram, type DebianProgram, type Wanted } from '../tools/debian-program.ts';
import type { PartOptions } from './nats.ts';

export type Clamd = Supervised & Readonly<{ url: string }>;

const wanted: Wanted = {
  called: 'ClamAV’s daemon',
  name: 'clamav-daemon',
  program: 'clamd',
  place: 'usr/sbin/clamd',
  mayInstall: false,
};
/** Returns ClamAV's daemon, installing Debian's when there is none. */
export const clamdProgram = (onInstall?: (line: string) => void): Promise<DebianProgram> =>
  debianProgram(wanted, onInstall);

const MORE_THAN_THE_LARGEST_FILE = '64M';

/**
 * Starts ClamAV's daemon on loopback with these signatures, by file name; fetching the real ones (freshclam)
 * is up to the operator, as no package registry has them. It listens on TCP and logs to its file.
 */
export async function startClamd({
  dataDir,
  port,
  logFile,
  mark,
  signatures,
  onInstall,
}: PartOptions &
  Readonly<{
    signatures: Readonly<Record<string, string>>;
    onInstall?: (line: string) => void;
  }>): Promise<Clamd> {
  const { program, env } = await clamdProgram(onInstall);
  const chosen = port ?? (await freePort());
  const database = join(dataDir, 'signatures');
  await mkdir(database, { recursive: true });
  for (const [name, lines] of Object.entries(signatures)) await writeFile(join(database, name), lines);
  const settings = join(dataDir, 'clamd.conf');
  await writeFile(
    settings,
    [
      `DatabaseDirectory ${database}`,
      'Foreground yes',
      `TCPSocket ${chosen}`,
      'TCPAddr 127.0.0.1',
      `TemporaryDirectory ${dataDir}`,
      `StreamMaxLength ${MORE_THAN_THE_LARGEST_FILE}`,
      'SelfCheck 0',
      'LogVerbose no',
      'Debug no',
      '',
    ].join('\n'),
  );
  const started = await startProcess({
    name: 'clamd',
    file: program,
    args: ['--config-file', settings],
    env: { ...env, ...markOf(mark) },
    logFile: logFile ?? join(dataDir, 'clamd.log'),
    port: chosen,
    ready: () => answers(chosen),
  });
  return { ...started, url: `tcp://127.0.0.1:${chosen}` };
}

/** It is ready when it answers PING; it listens before it has read its signatures. */
const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    let said = '';
    const socket = connect(port, '127.0.0.1', () => socket.write('zPING\0'));
    socket
      .setEncoding('latin1')
      .on('data', (text: string) => {
        said += text;
      })
      .on('error', () => resolve(false))
      .on('close', () => resolve(said.startsWith('PONG')));
  });
