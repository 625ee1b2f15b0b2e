import type { Site } from './site.ts';

/**
 * The number of calls that each replica of a service has answered so far, by instance; empty where the site
 * collects no metrics.
 */
export type Calls = ReadonlyMap<string, number>;

const line = /^egov_rpc_duration_milliseconds_count\{(?<labels>[^}]*)\} (?<value>\S+)/;
const label = (labels: string, name: string): string | undefined =>
  new RegExp(`(?:^|,)${name}="([^"]*)"`).exec(labels)?.[1];

/** Reads the collector's metrics through the API server. */
export async function callsOf({ kubectl, namespace }: Site, service: string): Promise<Calls> {
  const calls = new Map<string, number>();
  const collector = await kubectl([
    '-n',
    namespace,
    'get',
    'service/otel-collector-metrics',
    '--ignore-not-found',
    '-o',
    'name',
  ]);
  if (collector === '') return calls;
  const text = await kubectl([
    'get',
    '--raw',
    `/api/v1/namespaces/${namespace}/services/otel-collector-metrics:8889/proxy/metrics`,
  ]);
  for (const each of text.split('\n')) {
    const { labels = '', value = '' } = line.exec(each)?.groups ?? {};
    if (label(labels, 'job') !== service) continue;
    const instance = label(labels, 'instance') ?? '';
    calls.set(instance, (calls.get(instance) ?? 0) + Number(value));
  }
  return calls;
}

/** Returns the share of calls that each replica answered between two readings, the greatest first. */
export function sharesOf(before: Calls, after: Calls): readonly number[] {
  const answered = [...after]
    .map(([instance, calls]) => calls - (before.get(instance) ?? 0))
    .filter((calls) => calls > 0);
  const all = answered.reduce((sum, calls) => sum + calls, 0);
  return answered.map((calls) => calls / all).toSorted((a, b) => b - a);
}
