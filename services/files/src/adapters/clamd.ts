import { connect } from 'node:net';
import type { Readable } from 'node:stream';
import type { VirusScanner } from '../application/ports.ts';
import { refusal } from '../domain/reasons.ts';

const BOUND_MS = 60_000;
const MAX_ANSWER = 4_096;

/**
 * Scans with ClamAV's daemon at `tcp://host:port` or `unix:///path` by its INSTREAM command (man clamd);
 * waits at most `boundMs`.
 */
export function clamd(address: string, boundMs = BOUND_MS): VirusScanner {
  const { protocol, hostname, port, pathname } = new URL(address);
  if (protocol !== 'tcp:' && protocol !== 'unix:')
    throw new TypeError(`${address} is neither tcp://host:port nor unix:///path`);
  const target = protocol === 'unix:' ? { path: pathname } : { host: hostname, port: Number(port) };
  return {
    async scan(content) {
      const answer = await unavailable(() => ask(target, content, AbortSignal.timeout(boundMs)));
      if (answer === 'stream: OK') return undefined;
      const found = /^stream: (.+) FOUND$/.exec(answer)?.[1];
      if (found === undefined) throw refusal('SCANNER_UNAVAILABLE', { answer: answer.slice(0, 200) });
      return found;
    },
  };
}

async function unavailable<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    throw refusal('SCANNER_UNAVAILABLE', {}, { cause: error });
  }
}

async function ask(
  target: { path: string } | { host: string; port: number },
  content: Readable,
  signal: AbortSignal,
): Promise<string> {
  const socket = connect(target);
  const stop = () => socket.destroy(new Error('the scanner took too long'));
  signal.addEventListener('abort', stop);
  let answer = '';
  const answered = new Promise<void>((resolve, reject) => {
    socket
      .setEncoding('latin1')
      .on('error', reject)
      .on('close', resolve)
      .on('data', (text: string) => {
        answer += text;
        if (answer.includes('\0') || answer.length > MAX_ANSWER) resolve();
      });
  });
  const sending = (async () => {
    await send(socket, Buffer.from('zINSTREAM\0'), answered);
    for await (const chunk of content as AsyncIterable<Buffer>) {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(chunk.length);
      await send(socket, Buffer.concat([length, chunk]), answered);
    }
    await send(socket, Buffer.alloc(4), answered);
  })();
  try {
    await Promise.all([answered, Promise.race([sending, answered])]);
    return answer.split('\0')[0] ?? '';
  } finally {
    signal.removeEventListener('abort', stop);
    socket.destroy();
    content.destroy();
    await Promise.allSettled([sending]);
  }
}

// A daemon that responds early (too big) stops reading: then do not wait for it to accept more.
async function send(
  socket: ReturnType<typeof connect>,
  bytes: Buffer,
  answered: Promise<void>,
): Promise<void> {
  if (socket.destroyed) return;
  const taken = new Promise<void>((resolve) => {
    socket.write(bytes, () => resolve());
  });
  await Promise.race([taken, answered]);
}
