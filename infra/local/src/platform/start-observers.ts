import { startCollector, type Collector } from '../parts/otel-collector.ts';
import { startPrometheus } from '../parts/prometheus.ts';
import { startZipkin, type Zipkin } from '../parts/zipkin.ts';
import { requireFreePorts } from '../processes/ports.ts';
import type { Supervised } from '../processes/supervised.ts';
import { prometheus } from '../tools/prometheus.ts';
import { tool } from '../tools/tool.ts';
import { zipkin } from '../tools/zipkin.ts';
import type { DataDirectory } from './data-directory.ts';
import { observerOffsets } from './ports.ts';

/**
 * The observers of a platform: a collector of its traces, metrics and logs, Prometheus with its rules, and
 * Zipkin to look at traces.
 */
export type Observers = Readonly<{
  collector: Collector;
  prometheus: Supervised & Readonly<{ url: string }>;
  viewer: Zipkin;
  /** The variables with which a service reports to the collector. */
  env: Readonly<Record<string, string>>;
  stop: () => Promise<void>;
}>;

/** Starts the observers, before the platform; when one does not come up, the others are ended again. */
export async function startObservers({
  data,
  portBase,
  say,
}: Readonly<{ data: DataDirectory; portBase: number; say: (line: string) => void }>): Promise<Observers> {
  const port = portFrom(portBase);
  await requireFreePorts(
    Object.fromEntries(
      Object.keys(observerOffsets).map((name) => [name, port(name as keyof typeof observerOffsets)]),
    ),
    'Choose another first port with --port-base.',
  );
  await tool('otel-collector', say);
  await prometheus(say);
  await zipkin(say);
  const started: Supervised[] = [];
  const stop = async (): Promise<void> => {
    for (const part of started.splice(0).reverse()) await part.stop();
  };
  const up = <Part extends Supervised>(part: Part): Part => {
    started.push(part);
    return part;
  };
  try {
    const viewer = up(
      await startZipkin({ port: port('trace viewer'), logFile: data.log('zipkin'), mark: data.mark }),
    );
    const collector = up(
      await startCollector({
        folder: data.of('telemetry'),
        ports: { otlp: port('otlp'), metrics: port('collected metrics'), health: port('collector health') },
        viewer: viewer.spans,
        logFile: data.log('otel-collector'),
        mark: data.mark,
      }),
    );
    const watching = up(
      await startPrometheus({
        folder: data.of('prometheus'),
        port: port('prometheus'),
        metrics: collector.metrics,
        logFile: data.log('prometheus'),
        mark: data.mark,
      }),
    );
    say('otel-collector, prometheus and zipkin are up.');
    return { collector, prometheus: watching, viewer, stop, env: exportTo(collector) };
  } catch (error) {
    await stop();
    throw error;
  }
}

const portFrom =
  (first: number) =>
  (name: keyof typeof observerOffsets): number =>
    first + observerOffsets[name];

const exportTo = ({ endpoint }: Collector): Observers['env'] => ({
  OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
  OTEL_LOGS_EXPORTER: 'otlp',
  OTEL_METRIC_EXPORT_INTERVAL: '10000',
});
