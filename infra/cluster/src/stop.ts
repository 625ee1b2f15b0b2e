import { existsSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stopContainerd } from './container-runtime.ts';
import type { Layout } from './layout.ts';
import { removeNetwork } from './network.ts';
import { processes } from './processes.ts';

/**
 * Ends the recorded processes of a cluster and removes its mounts, bridge, rules and settings; with `purge`
 * its state too.
 */
export async function stopCluster(
  layout: Layout,
  { purge = false, say = () => undefined }: { purge?: boolean; say?: (line: string) => void } = {},
): Promise<void> {
  if (!existsSync(layout.of('pids'))) return;
  const running = processes(layout);
  for (const name of ['kube-proxy', 'kubelet', 'kube-scheduler', 'kube-controller-manager'])
    await running.stop(name);
  say('The node has ended.');
  await stopContainerd(layout, running);
  for (const name of ['kube-apiserver', 'etcd']) await running.stop(name);
  say('The pods and the control plane have ended.');
  await removeNetwork(layout);
  removeControlGroups();
  if (purge) rmSync(layout.folder, { recursive: true });
  say(purge ? 'Nothing is left.' : 'The state is kept: `up` continues with it, `down --purge` deletes it.');
}

/** The cgroups of pods stay behind, empty, when the kubelet has ended. */
function removeControlGroups(): void {
  const root = '/sys/fs/cgroup';
  for (const group of [
    root,
    ...readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => join(root, name)),
  ].map((folder) => join(folder, 'kubepods'))) {
    if (!existsSync(group)) continue;
    const folders = readdirSync(group, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name));
    for (const folder of [...folders.toSorted().toReversed(), group]) rmdirSync(folder);
  }
}
