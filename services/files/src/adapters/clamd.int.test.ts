import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { expect, test } from '@jest/globals';
import { failureOf, pdfOf } from '@egov/chassis/testing';
import { inFiles, PDF } from '../grpc/test-support/files-world.ts';
import { clamd } from './clamd.ts';

// The anti-virus industry's test file, in two halves so that no scanner flags this file.
const EICAR = `X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-${'ANTIVIRUS-TEST-FILE!$H+H*'}`;

/**
 * Implements clamd's side of INSTREAM: the command, chunks prefixed by their length, an empty chunk, one
 * response.
 */
function simulator(silent = false): Server {
  return createServer((socket) => {
    let received = Buffer.alloc(0);
    socket
      .on('error', () => socket.destroy())
      .on('data', (bytes: Buffer) => {
        received = Buffer.concat([received, bytes]);
        const content = contentOf(received);
        if (content !== undefined && !silent)
          socket.end(content.includes(EICAR) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0');
      });
  });
}

function contentOf(received: Buffer): string | undefined {
  const command = 'zINSTREAM\0';
  if (received.subarray(0, command.length).toString() !== command) return undefined;
  let content = '';
  for (let at = command.length; at + 4 <= received.length;) {
    const length = received.readUInt32BE(at);
    if (length === 0) return content;
    content += received.subarray(at + 4, at + 4 + length).toString('latin1');
    at += 4 + length;
  }
  return undefined;
}

async function withDaemon(server: Server, run: (url: string) => Promise<void>): Promise<void> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  try {
    await run(`tcp://127.0.0.1:${(server.address() as { port: number }).port}`);
  } finally {
    server.close();
  }
}

test('a clean file is stored as clean; an infected one is refused, and nothing of it stays', () =>
  withDaemon(simulator(), (url) =>
    inFiles(
      async ({ upload, stored }) => {
        expect(
          (await failureOf(upload(pdfOf({ objects: [{ dictionary: '', stream: EICAR }] })))).reason,
        ).toBe('FILE_INFECTED');
        expect(await stored()).toEqual([]);
        expect((await upload(PDF)).scan).toBe(1);
      },
      { scanner: clamd(url) },
    )(),
  ));

test(
  'while the scanner is down nothing is stored, and the upload can be finished later',
  inFiles(
    async ({ client, begin, append, finish }) => {
      const id = await begin(PDF);
      await append(id, 0, PDF);
      const { reason, codeName } = await failureOf(finish(id));
      expect([reason, codeName]).toEqual(['SCANNER_UNAVAILABLE', 'UNAVAILABLE']);
      expect((await client.getUpload({ uploadId: id })).offset).toBe(BigInt(PDF.length));
      expect((await failureOf(client.readUpload({ uploadId: id, offset: 0n }))).reason).toBe('NOT_FOUND');
    },
    { scanner: clamd('tcp://127.0.0.1:1') },
  ),
);

test('a scanner that never responds times out', () =>
  withDaemon(simulator(true), async (url) => {
    await expect(clamd(url, 50).scan(Readable.from([PDF]))).rejects.toMatchObject({
      reason: 'SCANNER_UNAVAILABLE',
    });
  }));
