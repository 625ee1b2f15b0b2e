import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Server, ServerCredentials, type sendUnaryData, type ServerUnaryCall } from '@grpc/grpc-js';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

const run = promisify(execFile);
const service = `${import.meta.dirname}/test-support/traced-service.ts`;
const preload = `${import.meta.dirname}/register.ts`;

let collector: Server;
let port: number;
const received: { traces: string[]; metrics: string[] } = { traces: [], metrics: [] };

const asIs = (bytes: Buffer): Buffer => bytes;
const exportTo = (path: string) => ({
  export: { path, requestStream: false, responseStream: false, requestSerialize: asIs, requestDeserialize: asIs, responseSerialize: asIs, responseDeserialize: asIs },
});
const into = (signals: string[]) => ({
  export: (call: ServerUnaryCall<Buffer, Buffer>, answer: sendUnaryData<Buffer>) => {
    signals.push(call.request.toString('latin1'));
    answer(null, Buffer.alloc(0));
  },
});

beforeEach(async () => {
  collector = new Server();
  received.traces.length = received.metrics.length = 0;
  collector.addService(exportTo('/opentelemetry.proto.collector.trace.v1.TraceService/Export'), into(received.traces));
  collector.addService(exportTo('/opentelemetry.proto.collector.metrics.v1.MetricsService/Export'), into(received.metrics));
  port = await new Promise((resolve) => { collector.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (_, bound) => resolve(bound)); });
});

afterEach(() => collector.forceShutdown());

const start = async (env: Record<string, string>): Promise<string> => {
  const { stdout } = await run(process.execPath, ['--import', preload, service], { env: { PATH: process.env['PATH'], ...env } });
  return /trace=(\w+)/.exec(stdout)?.[1] ?? '';
};

test('with a collector named, a call is one trace from client to handler, and is measured', async () => {
  const traceId = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`, OTEL_SERVICE_NAME: 'people' });
  expect(traceId).toMatch(/^[0-9a-f]{32}$/);
  const traces = received.traces.join('');
  expect(traces.split(Buffer.from(traceId, 'hex').toString('latin1')).length - 1).toBe(2);
  expect(traces).toContain('grpc.egov.procedures.v1.PersonService/ListPersonData');
  expect(received.metrics.join('')).toContain('egov.rpc.duration');
}, 20_000);

test('without a collector nothing is traced and nothing is sent', async () => {
  expect(await start({})).toBe('none');
  expect([...received.traces, ...received.metrics]).toEqual([]);
}, 20_000);
