import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { workspace } from '../config.ts';
import { markOf, type Mark } from '../processes/marked-processes.ts';
import { startProcess, type Supervised } from '../processes/supervised.ts';
import { tool } from '../tools/tool.ts';

export type CollectorOptions = Readonly<{
  /** Where traces and logs are written. */
  folder: string;
  ports: Readonly<{ otlp: number; metrics: number; health: number }>;
  logFile: string;
  /** Its settings; those of `npm start -- --observe` when absent. */
  config?: string;
  /** Where a trace viewer receives spans; traces are also written to their file. */
  viewer?: string;
  mark?: Mark;
}>;

export type Collector = Supervised &
  Readonly<{
    /** Where OTLP is received over gRPC. */
    endpoint: string;
    /** host:port at which Prometheus reads the metrics. */
    metrics: string;
    traces: string;
    logs: string;
  }>;

const own = join(workspace, 'infra', 'otel');

/** Starts the collector on loopback. */
export async function startCollector({
  folder,
  ports,
  logFile,
  config = join(own, 'collector.yaml'),
  viewer,
  mark,
}: CollectorOptions): Promise<Collector> {
  mkdirSync(folder, { recursive: true });
  const started = await startProcess({
    name: 'otel-collector',
    file: await tool('otel-collector'),
    args: ['--config', config, ...(viewer === undefined ? [] : ['--config', join(own, 'viewer.yaml')])],
    env: {
      ...markOf(mark),
      FOLDER: folder,
      OTLP_PORT: String(ports.otlp),
      METRICS_PORT: String(ports.metrics),
      HEALTH_PORT: String(ports.health),
      ...(viewer === undefined ? {} : { VIEWER: viewer }),
    },
    logFile,
    port: ports.otlp,
    ready: () => answers(`http://127.0.0.1:${ports.health}`),
  });
  return {
    ...started,
    endpoint: `http://127.0.0.1:${ports.otlp}`,
    metrics: `127.0.0.1:${ports.metrics}`,
    traces: join(folder, 'traces.jsonl'),
    logs: join(folder, 'logs.jsonl'),
  };
}

/** Whether an address returns success over HTTP. */
export async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch (error) {
    // Nobody listens yet. Compared by name: under jest, fetch throws errors of another realm.
    if ((error as Error).name === 'TypeError') return false;
    throw error;
  }
}
