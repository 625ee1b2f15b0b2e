import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { apartFrom, continuing, currentTraceparent } from './spans.ts';
import { FOREIGN, recordSpans } from './test-support/recorded-spans.ts';

let recording: ReturnType<typeof recordSpans>;
beforeAll(() => {
  recording = recordSpans();
});
afterAll(() => recording.end());

const spanCalled = (name: string) => recording.spans().find((span) => span.name === name);

test('a message with a trace continues it and passes on its span', async () => {
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

test('a message without a trace is handled without one', async () => {
  expect(
    await continuing(undefined, { name: 'process nothing' }, async () => currentTraceparent()),
  ).toBeUndefined();
  expect(spanCalled('process nothing')).toBeUndefined();
});

test('a trace that is not sampled stays unsampled, and nothing is passed on', async () => {
  expect(
    await continuing(FOREIGN.traceparent.replace(/01$/, '00'), { name: 'process unsampled' }, async () =>
      currentTraceparent(),
    ),
  ).toBeUndefined();
  expect(spanCalled('process unsampled')).toBeUndefined();
});

test('work caused days ago has a new trace, linked to the old one', async () => {
  await apartFrom(FOREIGN.traceparent, { name: 'fire supplement-expiry' }, async () => undefined);
  const span = spanCalled('fire supplement-expiry');
  expect(span).toMatchObject({ parentId: undefined, links: [FOREIGN.traceId] });
  expect(span?.traceId).not.toBe(FOREIGN.traceId);
});

test('a failure is recorded without its message', async () => {
  await expect(
    continuing(FOREIGN.traceparent, { name: 'process failing' }, () =>
      Promise.reject(new Error('Nguyễn Văn An')),
    ),
  ).rejects.toThrow();
  expect(spanCalled('process failing')).toMatchObject({ failed: true });
  expect(JSON.stringify(recording.spans())).not.toContain('Nguyễn');
});
