import express, { type Response } from 'express';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import request from 'supertest';
import { currentTraceparent } from '../telemetry/spans.ts';
import { FOREIGN, recordSpans } from '../telemetry/test-support/recorded-spans.ts';
import { eventually } from '../testing/eventually.ts';
import { traced } from './traced.ts';

let recording: ReturnType<typeof recordSpans>;
beforeAll(() => {
  recording = recordSpans();
});
afterAll(() => recording.end());

const app = express()
  .use(traced)
  .get('/dossiers/:dossierId', async (_request, response) => {
    await Promise.resolve();
    response.send(currentTraceparent() ?? 'none');
  })
  .get('/broken/:dossierId', (_request, response: Response) => {
    response.status(500).end();
  });
const spanCalled = async (name: string) => {
  await eventually(() => recording.spans().some((span) => span.name === name));
  return recording.spans().find((span) => span.name === name);
};

test('a page continues the trace of its request, under the name of its route', async () => {
  const { text } = await request(app)
    .get('/dossiers/5b2b2f7e?name=Nguyen')
    .set('traceparent', FOREIGN.traceparent);
  const span = await spanCalled('GET /dossiers/:dossierId');
  expect(text).toBe(`00-${FOREIGN.traceId}-${span?.spanId}-01`);
  expect(span).toMatchObject({
    kind: 'SERVER',
    parentId: FOREIGN.spanId,
    attributes: { 'http.route': '/dossiers/:dossierId', 'http.response.status_code': 200 },
  });
  expect(JSON.stringify(recording.spans())).not.toMatch(/5b2b2f7e|Nguyen/);
});

test('an unknown path sets no route', async () => {
  await request(app).get('/nowhere/0912345678');
  expect(await spanCalled('GET')).toMatchObject({
    failed: false,
    attributes: { 'http.response.status_code': 404 },
  });
  expect(JSON.stringify(recording.spans())).not.toContain('0912345678');
});

test('a page that fails is a failed span; an event stream has no span', async () => {
  await request(app).get('/broken/1');
  expect(await spanCalled('GET /broken/:dossierId')).toMatchObject({ failed: true });
  const before = recording.spans().length;
  expect((await request(app).get('/dossiers/1').set('accept', 'text/event-stream')).text).toBe('none');
  expect(recording.spans()).toHaveLength(before);
});
