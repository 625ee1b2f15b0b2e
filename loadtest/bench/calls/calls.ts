import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { grpcClient } from '@egov/chassis/grpc';
import { PersonServiceDefinition } from '@egov/proto/egov/person/v1/person_service';
import { grpcEcho } from '../baselines/grpc-echo.ts';
import type { Benchmark, Measurement } from '../measurement.ts';
import { closedLoad, type LoadResult } from '../under-load.ts';

/**
 * What the chassis costs a call: the cheapest RPC with token, rights and request checked, compared with a
 * bare echo.
 */
export const calls: Benchmark = {
  name: 'calls',
  about: 'the cheapest RPC of our gRPC server (token, rights, request checked) compared with bare grpc-js',
  run: async ({ quick }) => {
    const seconds = quick ? 2 : 5;
    const figures: Measurement[] = [];
    for (const callers of [1, 64]) {
      const bare = await grpcEcho({ callers, seconds });
      const ours = await cheapestCalls({ callers, seconds });
      figures.push(
        {
          name: `cheapest RPC, ${callers} at a time`,
          value: ours.perSecond,
          unit: '/s',
          baseline: { name: 'bare grpc-js echo', value: bare.perSecond },
        },
        {
          name: `cheapest RPC, ${callers} at a time, p95`,
          value: ours.p95,
          unit: 'ms',
          baseline: { name: 'bare grpc-js echo', value: bare.p95 },
        },
      );
    }
    return figures;
  },
};

/**
 * Calls the cheapest RPC of a server in another process, with telemetry preloaded, which does nothing unless
 * `env` has an endpoint.
 */
export async function cheapestCalls({
  callers,
  seconds,
  env = {},
}: Readonly<{
  callers: number;
  seconds: number;
  env?: Readonly<Record<string, string>>;
}>): Promise<LoadResult> {
  const child = fork(new URL('./call-server.ts', import.meta.url), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...env },
    execArgv: ['--import', import.meta.resolve('@egov/chassis/telemetry')],
  });
  const [{ port, token }] = (await once(child, 'message')) as [{ port: number; token: string }];
  const client = grpcClient(PersonServiceDefinition, `127.0.0.1:${port}`, {
    token: () => Promise.resolve(token),
    retries: 0,
  });
  const personId = randomUUID();
  const call = () => client.listPersonData({ personId });
  try {
    await closedLoad({ callers, seconds: 0.5 }, call);
    const load = await closedLoad({ callers, seconds }, call);
    if (load.errors.size > 0) throw new Error([...load.errors.keys()].join('; '));
    return load;
  } finally {
    client.close();
    child.disconnect();
    await once(child, 'exit');
  }
}
