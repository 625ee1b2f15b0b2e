import { request as httpRequest, type ClientRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import type { PageError } from '@egov/chassis/web';
import express from 'express';
import supertest from 'supertest';
import { PartTooLarge, readParts, type FormPart } from './form-parts.ts';

const limits = { fields: new Set(['p1', 'p2']), fileBytes: 100_000, formBytes: 250_000 };

const readWhole = async ({ field, content }: FormPart): Promise<string> => {
  let bytes = 0;
  try {
    for await (const chunk of content) bytes += chunk.length;
  } catch (error) {
    if (error instanceof PartTooLarge) return `${field} too large`;
    throw error;
  }
  return `${field} ${bytes}`;
};

/** An app that answers what `take` made of the parts, or the page that was thrown. */
function appOf(take: (part: FormPart) => Promise<string>, ended: (page: string) => void = () => undefined) {
  const app = express();
  app.post('/', async (request, response) => {
    try {
      response.json(await readParts(request, limits, take));
    } catch (error) {
      const { page } = error as PageError;
      ended(page);
      response.status(400).json(page);
    }
  });
  return app;
}

const file = (bytes: number) => Buffer.alloc(bytes, 'x');

test('one file of each paper is taken, what nobody asked for is passed over', async () => {
  const { body } = await supertest(appOf(readWhole))
    .post('/')
    .attach('p9', file(50_000), 'a.pdf')
    .attach('p1', file(70_000), 'a.pdf')
    .attach('p1', file(3), 'b.pdf');
  expect(body).toEqual(['p1 70000']);
});

test('a file that is too large says so to its reader, and the next one is still taken', async () => {
  const { body } = await supertest(appOf(readWhole))
    .post('/')
    .attach('p1', file(100_001), 'a.pdf')
    .attach('p2', file(5), 'b.pdf');
  expect(body).toEqual(['p1 too large', 'p2 5']);
});

test('a file may be exactly as large as allowed', async () => {
  const { body } = await supertest(appOf(readWhole)).post('/').attach('p1', file(100_000), 'a.pdf');
  expect(body).toEqual(['p1 100000']);
});

test('a reader that leaves off does not hold up the rest of the form', async () => {
  const leaves = async (part: FormPart) => {
    if (part.field === 'p2') return readWhole(part);
    for await (const chunk of part.content) return `left after ${chunk.length > 0}`;
    return 'nothing';
  };
  const { body } = await supertest(appOf(leaves))
    .post('/')
    .attach('p1', file(90_000), 'a.pdf')
    .attach('p2', file(7), 'b.pdf');
  expect(body).toEqual(['left after true', 'p2 7']);
});

/** Sends raw bytes to the app and returns the request, to go on with, and the port's end. */
async function sending(app: express.Express, headers: Readonly<Record<string, string | number>>) {
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const sent: ClientRequest = httpRequest({
    port,
    host: '127.0.0.1',
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data; boundary=x', ...headers },
  });
  sent.on('error', () => sent.destroy());
  return { sent, close: () => server.close().closeAllConnections() };
}

const HEAD = '--x\r\ncontent-disposition: form-data; name="p1"; filename="a.pdf"\r\n\r\n';

test('a form that announces too much is refused before it is read', async () => {
  const taken: string[] = [];
  const { sent, close } = await sending(
    appOf(async ({ field }) => {
      taken.push(field);
      return field;
    }),
    { 'content-length': 300 * 1024 * 1024 },
  );
  const answered = new Promise<number | undefined>((resolve) =>
    sent.once('response', ({ statusCode }) => resolve(statusCode)),
  );
  sent.write(HEAD);
  expect([await answered, taken]).toEqual([400, []]);
  close();
});

/** Reads, and tells by which error the reading and the whole form ended. */
function ending(onChunk: () => void = () => undefined) {
  const reader = Promise.withResolvers<unknown>();
  const form = Promise.withResolvers<string>();
  const app = appOf(async ({ content }) => {
    try {
      for await (const chunk of content) if (chunk.length > 0) onChunk();
      return 'whole';
    } catch (error) {
      reader.resolve(error);
      throw error;
    }
  }, form.resolve);
  return { app, reader: reader.promise, form: form.promise };
}

test('a form that does not say its length is cut off at the limit, and its reader ends', async () => {
  const { app, reader, form } = ending();
  const { sent, close } = await sending(app, {});
  sent.write(HEAD);
  for (let written = 0; written < 300_000; written += 50_000) sent.write(file(50_000));
  expect(await form).toBe('too-large');
  expect(await reader).toHaveProperty('message');
  close();
});

test('a form that breaks off ends its reader', async () => {
  let breakOff = (): void => undefined;
  const { app, reader, form } = ending(() => breakOff());
  const { sent, close } = await sending(app, {});
  breakOff = () => void sent.destroy();
  sent.write(HEAD);
  sent.write(file(10_000));
  expect(await form).toBe('form-expired');
  expect(await reader).toHaveProperty('message');
  close();
});
