import { existsSync } from 'node:fs';
import { tool } from '@egov/local/building';
import { kubectlOf } from './kubectl.ts';
import type { Layout } from './layout.ts';
import { processes } from './processes.ts';

const parts = [
  'containerd',
  'etcd',
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'kubelet',
  'kube-proxy',
];

/** Returns as text what runs of a cluster, and whether everything does. */
export async function clusterStatus(layout: Layout): Promise<Readonly<{ text: string; up: boolean }>> {
  if (!existsSync(layout.of('pids')))
    return { text: 'There is no cluster: raise one with `npm run cluster -- up`.', up: false };
  const running = processes(layout);
  const rows = parts.map((name) => `  ${name.padEnd(24)} ${running.running(name) ?? 'not running'}`);
  const up = parts.every((name) => running.running(name) !== undefined);
  if (!up) return { text: ['Processes', ...rows].join('\n'), up };
  const kubectl = kubectlOf(await tool('kubectl'), layout.kubeconfig);
  const pods = (await kubectl(['get', 'pods', '-A', '--no-headers'])).trimEnd();
  return {
    text: [
      'Processes',
      ...rows,
      '',
      'Pods',
      ...pods.split('\n').map((line) => `  ${line}`),
      '',
      'Ingress traefik (80, 443), storage class local-path, metrics API.',
      'NetworkPolicy: accepted, not enforced (the bridge plugin knows none).',
      '',
      `export KUBECONFIG=${layout.kubeconfig}`,
    ].join('\n'),
    up,
  };
}
