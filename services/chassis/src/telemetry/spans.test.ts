import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { apartFrom, continuing, currentTraceparent } from './spans.ts';
import { FOREIGN, recordSpans } from './test-support/recorded-spans.ts';

let recording: ReturnType<typeof recordSpans>;
beforeAll(() => {
  recording = recordSpans();
});
afterAll(() => recording.end());

const spanCalled = (name: string) => recording.spans().find((span) => span.name === name);

test('what carries a trace goes on with it, and hands on its own place in it', async () => {
  const handedOn = await continuing(
    FOREIGN.traceparent,
    { name: 'process egov.lending.loan.v1', kind: 'consumer', attributes: { consumer: 'reminders' } },
    async () => currentTraceparent(),
  );
  const span = spanCalled('process egov.lending.loan.v1');
  expect(span).toMatchObject({
    kind: 'CONSUMER',
    traceId: FOREIGN.traceId,
    parentId: FOREIGN.spanId,
    failed: false,
    attributes: { 'egov.consumer': 'reminders' },
  });
  expect(handedOn).toBe(`00-${FOREIGN.traceId}-${span?.spanId}-01`);
});

test('what carries none is only done', async () => {
  expect(
    await continuing(undefined, { name: 'process nothing' }, async () => currentTraceparent()),
  ).toBeUndefined();
  expect(spanCalled('process nothing')).toBeUndefined();
});

test('what was not recorded is not recorded later either, and hands on nothing', async () => {
  expect(
    await continuing(FOREIGN.traceparent.replace(/01$/, '00'), { name: 'process unsampled' }, async () =>
      currentTraceparent(),
    ),
  ).toBeUndefined();
  expect(spanCalled('process unsampled')).toBeUndefined();
});

test('what was set going days ago has a trace of its own, which points back', async () => {
  await apartFrom(FOREIGN.traceparent, { name: 'fire supplement-expiry' }, async () => undefined);
  const span = spanCalled('fire supplement-expiry');
  expect(span).toMatchObject({ parentId: undefined, links: [FOREIGN.traceId] });
  expect(span?.traceId).not.toBe(FOREIGN.traceId);
});

test('a failure is told without its words', async () => {
  await expect(
    continuing(FOREIGN.traceparent, { name: 'process failing' }, () =>
      Promise.reject(new Error('Nguyễn Văn An')),
    ),
  ).rejects.toThrow();
  expect(spanCalled('process failing')).toMatchObject({ failed: true });
  expect(JSON.stringify(recording.spans())).not.toContain('Nguyễn');
});
