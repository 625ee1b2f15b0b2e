import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { SERVER_VERSION } from '../protocol.ts';

interface Answer {
  readonly status: number;
  readonly body?: object;
}

/** What monitors and old clients ask for over plain HTTP. */
export interface HttpFacts {
  /** Whether the store accepts calls. */
  ready(): boolean;
  epoch(): string;
}

const routes: Readonly<Record<string, (facts: HttpFacts) => Answer>> = {
  // Clients expect some number of a message's type.
  '/ping': () => ({ status: 200, body: { msgTypeId: 0, text: 'Ping request successfully handled' } }),
  '/health/live': () => ({ status: 204 }),
  '/health/ready': (facts) => ({ status: facts.ready() ? 204 : 503 }),
  '/info': (facts) => ({
    status: 200,
    body: { esVersion: SERVER_VERSION, state: 'leader', projectionsMode: 'System', epoch: facts.epoch() },
  }),
};

/** HTTP/1.1 on the port of gRPC; connections are passed in. */
export const httpAnswers = (facts: HttpFacts): Server =>
  createServer((request: IncomingMessage, response: ServerResponse) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const route = Object.hasOwn(routes, path) ? routes[path] : undefined;
    if (route === undefined) return send(response, { status: 404, body: { text: 'Not found' } });
    if (request.method !== 'GET' && request.method !== 'HEAD') return send(response, { status: 405 });
    return send(response, route(facts));
  });

function send(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
