import { mkdirSync } from 'node:fs';
import { addOnsReady, applyAddOns } from './add-ons.ts';
import { certificates } from './certificates.ts';
import { startContainerd } from './container-runtime.ts';
import { startControlPlane } from './control-plane.ts';
import { kubectlOf, type Kubectl } from './kubectl.ts';
import { NODE, type Layout } from './layout.ts';
import { makeNetwork } from './network.ts';
import { startNode } from './node.ts';
import { processes, until } from './processes.ts';
import { programs, type Programs } from './programs.ts';
import { systemImages } from './system-images.ts';

const folders = [
  'pki',
  'conf',
  'logs',
  'pids',
  'run',
  'images',
  'etcd',
  'kubelet',
  'podlogs',
  'volumes',
  'cni',
];

/** A running cluster. */
export type Cluster = Readonly<{ layout: Layout; kubectl: Kubectl; programs: Programs }>;

/** Raises the cluster of a folder, or the parts of it that do not run; a second call does nothing. */
export async function raiseCluster(layout: Layout, say: (line: string) => void): Promise<Cluster> {
  const began = Date.now();
  const at = (line: string) => say(`[${((Date.now() - began) / 1_000).toFixed(1).padStart(5)} s] ${line}`);
  const parts = await programs(at);
  for (const folder of folders)
    mkdirSync(layout.of(folder), { recursive: true, mode: folder === 'pki' ? 0o700 : 0o755 });
  await certificates(layout);
  await makeNetwork(layout);
  const running = processes(layout);
  await startContainerd(layout, running);
  startControlPlane(layout, running, parts);
  const images = await systemImages(layout, parts, at);
  at('the images are loaded');
  const kubectl = kubectlOf(parts.kubectl, layout.kubeconfig);
  await until('the API', 60, async () =>
    kubectl(['get', '--raw', '/readyz']).then(
      () => true,
      () => false,
    ),
  );
  at('the API answers');
  const startedAt = Date.now();
  const isNew = startNode(layout, running, parts);
  await applyAddOns(kubectl, layout, images);
  await until('the node', 90, async () => nodeReady(kubectl, isNew ? startedAt : 0));
  at(`${NODE} is ready`);
  await addOnsReady(kubectl);
  for (const name of running.names())
    if (running.running(name) === undefined)
      throw new Error(`${name} has ended: ${layout.of('logs', `${name}.log`)}`);
  at('DNS, storage, ingress and metrics are ready');
  return { layout, kubectl, programs: parts };
}

/** After a restart the stored state is still Ready, so only a heartbeat younger than the kubelet counts. */
async function nodeReady(kubectl: Kubectl, since: number): Promise<boolean> {
  const said = await kubectl([
    'get',
    'node',
    NODE,
    '--ignore-not-found',
    '-o',
    'jsonpath={range .status.conditions[?(@.type=="Ready")]}{.status} {.lastHeartbeatTime}{end}',
  ]);
  const [status, heartbeat = ''] = said.split(' ');
  return status === 'True' && Date.parse(heartbeat) >= Math.floor(since / 1_000) * 1_000;
}
