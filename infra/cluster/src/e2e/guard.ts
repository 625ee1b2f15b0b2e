import { until } from '../processes.ts';
import { startLives } from './lives.ts';
import { startOperation } from './operation.ts';
import type { Site } from './site.ts';
import { upgrade } from './upgrade.ts';

/**
 * Reports whether a pod that no policy names reaches the event log; either is accepted, as it depends on the
 * network plugin.
 */
export async function policiesEnforced(site: Site): Promise<void> {
  const reach =
    "const s=require('node:net').connect(2113,'eventstore',()=>{console.log('reached');process.exit()});" +
    "s.on('error',e=>{console.log('blocked',e.code);process.exit()});" +
    "setTimeout(()=>{console.log('blocked');process.exit()},5000)";
  const { output } = await startOperation(site, {
    name: 'policy-probe',
    command: ['/usr/local/bin/node', '-e', reach],
    args: () => [],
    stranger: true,
  });
  const said = await output(60);
  site.figure(
    'network policies',
    said.startsWith('reached')
      ? 'accepted, not enforced by this cluster’s network plugin: a stranger reached the event log'
      : `enforced: a stranger was stopped (${said})`,
  );
}

/** Procedures is scaled out while the processor is busy, where there is a metrics API. */
export async function scalesByUse(site: Site): Promise<void> {
  const { kubectl, namespace, figure } = site;
  const metrics = await kubectl(['get', '--raw', '/apis/metrics.k8s.io/v1beta1/nodes']).then(
    () => true,
    () => false,
  );
  if (!metrics) {
    figure('autoscaling', 'not tried: the cluster has no metrics API');
    return;
  }
  const own = [
    'autoscaling.enabled=true',
    'autoscaling.min=2',
    'autoscaling.max=3',
    'autoscaling.cpuPercent=50',
    'resources.requests.cpu=100m',
  ];
  await upgrade(site, ...own.flatMap((value) => ['--set', `procedures.service.${value}`]));
  const replicas = async () =>
    Number(
      await kubectl(['-n', namespace, 'get', 'hpa/procedures', '-o', 'jsonpath={.status.desiredReplicas}']),
    );
  const load = await startLives(site, 100, 180);
  const began = Date.now();
  await until('more replicas', 200, async () => (await replicas()) > 2);
  const use = await kubectl([
    '-n',
    namespace,
    'get',
    'hpa/procedures',
    '-o',
    'jsonpath={.status.currentMetrics[0].resource.current.averageUtilization}',
  ]);
  figure(
    'autoscaling of procedures at 100 commands/s',
    `from 2 to ${await replicas()} replicas after ${((Date.now() - began) / 1_000).toFixed(0)} s, ` +
      `at ${use} % of what each asks for (50 % wanted)`,
  );
  await load.result();
  // The autoscaler owned the number of replicas; it is set by the chart again.
  await upgrade(site, '--force-conflicts');
}
