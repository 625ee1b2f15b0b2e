import { get, type IncomingMessage } from 'node:http';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import express from 'express';
import session, { MemoryStore, type SessionData } from 'express-session';
import { serveHttp, type HttpServer } from './http-server.ts';
import { redirect } from './redirect.ts';

let server: HttpServer;
let order: string[];

/** Stores nothing before another request has gone to the server and back. */
class SlowStore extends MemoryStore {
  override set(id: string, data: SessionData, done?: (error?: unknown) => void): void {
    void fetch(`http://127.0.0.1:${server.port}/other`).then(() => {
      order.push('stored');
      super.set(id, data, done);
    });
  }
}

beforeEach(async () => {
  order = [];
  const app = express()
    .get('/other', (_request, response) => void response.end())
    .use(session({ secret: 'test', resave: false, saveUninitialized: false, store: new SlowStore() }))
    .get('/login', (request, response) => {
      request.session.tokens = { access: '', refresh: '', id: '', expiresAt: 0, sid: '', subject: '' };
      redirect(response, '/desk?of=văn thư');
    });
  server = await serveHttp(app, '127.0.0.1', 0);
});
afterEach(() => server.drain());

test('a redirect is sent after the session that was written for it is stored', async () => {
  const { statusCode, headers } = await new Promise<IncomingMessage>((resolve, reject) => {
    get(`http://127.0.0.1:${server.port}/login`, (answer) => {
      order.push('sent');
      resolve(answer.resume());
    }).on('error', reject);
  });
  expect([statusCode, headers.location]).toEqual([303, '/desk?of=v%C4%83n%20th%C6%B0']);
  expect(order).toEqual(['stored', 'sent']);
});
