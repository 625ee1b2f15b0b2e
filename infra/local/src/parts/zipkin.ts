import { markOf, type Mark } from '../processes/marked-processes.ts';
import { startProcess, type Supervised } from '../processes/supervised.ts';
import { zipkin } from '../tools/zipkin.ts';
import { answers } from './otel-collector.ts';

export type ZipkinOptions = Readonly<{ port: number; logFile: string; mark?: Mark }>;

export type Zipkin = Supervised &
  Readonly<{ /** Where its pages are. */ url: string; /** Where spans are sent. */ spans: string }>;

/** Most spans in memory; the oldest are dropped beyond that. */
const SPANS = 100_000;

/** Starts the trace viewer on loopback; it keeps its traces in memory until it ends. */
export async function startZipkin({ port, logFile, mark }: ZipkinOptions): Promise<Zipkin> {
  const address = `http://127.0.0.1:${port}`;
  const started = await startProcess({
    name: 'zipkin',
    file: 'java',
    args: [
      '-Xmx256m',
      '-XX:TieredStopAtLevel=1',
      '-jar',
      await zipkin(),
      `--armeria.ports[0].port=${port}`,
      '--armeria.ports[0].ip=127.0.0.1',
      '--armeria.ports[0].protocols[0]=http',
      `--zipkin.storage.mem.max-spans=${SPANS}`,
    ],
    env: markOf(mark),
    logFile,
    port,
    ready: () => answers(`${address}/health`),
  });
  return { ...started, url: `${address}/zipkin/`, spans: `${address}/api/v2/spans` };
}
