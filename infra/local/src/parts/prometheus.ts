import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspace } from '../config.ts';
import { markOf, type Mark } from '../processes/marked-processes.ts';
import { startProcess, type Supervised } from '../processes/supervised.ts';
import { prometheus } from '../tools/prometheus.ts';
import { answers } from './otel-collector.ts';

export type PrometheusOptions = Readonly<{
  folder: string;
  port: number;
  /** host:port of the collector's metrics. */ metrics: string;
  logFile: string;
  mark?: Mark;
}>;

/** Starts Prometheus on loopback with the platform's rules, reading the collector. */
export async function startPrometheus({
  folder,
  port,
  metrics,
  logFile,
  mark,
}: PrometheusOptions): Promise<Supervised & Readonly<{ url: string }>> {
  mkdirSync(folder, { recursive: true });
  const config = join(folder, 'prometheus.json');
  // JSON is YAML. The labels of the collector stay: `job` is the service, `instance` its process.
  writeFileSync(
    config,
    JSON.stringify({
      global: { scrape_interval: '5s', evaluation_interval: '10s' },
      rule_files: [join(workspace, 'charts', 'telemetry', 'rules', '*.yaml')],
      scrape_configs: [
        { job_name: 'otel-collector', honor_labels: true, static_configs: [{ targets: [metrics] }] },
      ],
    }),
  );
  const { program, env } = await prometheus();
  const url = `http://127.0.0.1:${port}`;
  const started = await startProcess({
    name: 'prometheus',
    file: program,
    args: [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      '--storage.tsdb.retention.time=3d',
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=warn',
      '--enable-feature=exemplar-storage',
    ],
    env: { ...env, ...markOf(mark) },
    logFile,
    port,
    ready: () => answers(`${url}/-/ready`),
  });
  return { ...started, url };
}
