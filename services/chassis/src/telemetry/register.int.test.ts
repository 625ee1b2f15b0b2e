import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Server, ServerCredentials, type sendUnaryData, type ServerUnaryCall } from '@grpc/grpc-js';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

const run = promisify(execFile);
const service = `${import.meta.dirname}/test-support/traced-service.ts`;
const preload = `${import.meta.dirname}/register.ts`;

let collector: Server;
let port: number;
const received: { traces: string[]; metrics: string[]; logs: string[] } = {
  traces: [],
  metrics: [],
  logs: [],
};

const asIs = (bytes: Buffer): Buffer => bytes;
const exportTo = (path: string) => ({
  export: {
    path,
    requestStream: false,
    responseStream: false,
    requestSerialize: asIs,
    requestDeserialize: asIs,
    responseSerialize: asIs,
    responseDeserialize: asIs,
  },
});
const into = (signals: string[]) => ({
  export: (call: ServerUnaryCall<Buffer, Buffer>, answer: sendUnaryData<Buffer>) => {
    signals.push(call.request.toString('latin1'));
    answer(null, Buffer.alloc(0));
  },
});

beforeEach(async () => {
  collector = new Server();
  received.traces.length = received.metrics.length = received.logs.length = 0;
  collector.addService(
    exportTo('/opentelemetry.proto.collector.trace.v1.TraceService/Export'),
    into(received.traces),
  );
  collector.addService(
    exportTo('/opentelemetry.proto.collector.metrics.v1.MetricsService/Export'),
    into(received.metrics),
  );
  collector.addService(
    exportTo('/opentelemetry.proto.collector.logs.v1.LogsService/Export'),
    into(received.logs),
  );
  port = await new Promise((resolve) => {
    collector.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (_, bound) => resolve(bound));
  });
});

afterEach(() => collector.forceShutdown());

const output = async (env: Record<string, string>): Promise<string> =>
  (
    await run(process.execPath, ['--import', preload, service], {
      env: { PATH: process.env['PATH'], ...env },
    })
  ).stdout;
const start = async (env: Record<string, string>): Promise<string> =>
  /trace=(\w+)/.exec(await output(env))?.[1] ?? '';
const bytesOf = (hex: string): string => Buffer.from(hex, 'hex').toString('latin1');

test('with a collector, a call is one trace from client to handler, and is measured', async () => {
  const traceId = await start({
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
    OTEL_SERVICE_NAME: 'people',
  });
  expect(traceId).toMatch(/^[0-9a-f]{32}$/);
  const traces = received.traces.join('');
  expect(traces.split(bytesOf(traceId)).length - 1).toBe(2);
  expect(traces).toContain('grpc.egov.person.v1.PersonService/ListPersonData');
  expect(received.metrics.join('')).toContain('egov.rpc.duration');
  expect(received.logs).toEqual([]);
});

test('a log line names its trace and span, is exported on request, has allowed fields only', async () => {
  const written = await output({
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
    OTEL_SERVICE_NAME: 'people',
    OTEL_LOGS_EXPORTER: 'otlp',
  });
  const line = JSON.parse(written.split('\n').find((each) => each.startsWith('{')) ?? '{}') as Record<
    string,
    string
  >;
  expect(line).toMatchObject({
    msg: 'a list was requested',
    aggregateId: 'box-7',
    traceId: /trace=(\w+)/.exec(written)?.[1],
    spanId: expect.stringMatching(/^[0-9a-f]{16}$/),
  });
  const sent = received.logs.join('');
  for (const part of [
    'a list was requested',
    'box-7',
    'no such box',
    bytesOf(line['traceId'] ?? ''),
    bytesOf(line['spanId'] ?? ''),
  ])
    expect(sent).toContain(part);
  expect(`${Buffer.from(sent, 'latin1')}${written}`).not.toContain('Quàngxổm');
});

test('a sampling ratio traces that share of calls', async () => {
  const env = {
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
    OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
    OTEL_TRACES_SAMPLER_ARG: '0',
  };
  expect(await start(env)).toMatch(/^[0-9a-f]{32}$/);
  expect(received.traces).toEqual([]);
  expect(received.metrics.join('')).toContain('egov.rpc.duration');
});

test('without a collector nothing is traced and nothing is sent', async () => {
  expect(await start({})).toBe('none');
  expect([...received.traces, ...received.metrics, ...received.logs]).toEqual([]);
});
