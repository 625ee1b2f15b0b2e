import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { runToEnd } from '@egov/local/building';
import type { Layout } from './layout.ts';
import { until, type Processes } from './processes.ts';
import { put } from './put.ts';

const config = ({ of, socket }: Layout): string => `version = 2
root = "${of('containerd')}"
state = "${of('run', 'containerd')}"
[grpc]
  address = "${socket}"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "localhost/pause:1"
  stream_server_address = "127.0.0.1"
  # Where root may not lower a process's oom_score_adj (CAP_SYS_RESOURCE is withheld), runc fails on it.
  restrict_oom_score_adj = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/usr/lib/cni"
    conf_dir = "${of('cni', 'net.d')}"
  [plugins."io.containerd.grpc.v1.cri".containerd]
    snapshotter = "overlayfs"
    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
      runtime_type = "io.containerd.runc.v2"
      [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
        SystemdCgroup = false
        Root = "${of('run', 'runc')}"
`;

const ctr = ({ socket }: Layout, ...args: string[]) =>
  runToEnd({
    what: `ctr ${args.slice(0, 2).join(' ')}`,
    file: 'ctr',
    args: ['-a', socket, '-n', 'k8s.io', ...args],
  });

const words = (text: string): readonly string[] => text.split(/\s+/).filter(Boolean);

/** Starts a containerd that shares nothing with any other on the machine. */
export async function startContainerd(layout: Layout, running: Processes): Promise<void> {
  put(layout.of('conf', 'containerd.toml'), config(layout));
  running.start('containerd', '/usr/bin/containerd', ['--config', layout.of('conf', 'containerd.toml')]);
  await until('containerd', 30, async () =>
    ctr(layout, 'version').then(
      () => true,
      () => false,
    ),
  );
}

/** Loads an image from an archive (OCI or Docker), so that pods find it without a registry. */
export async function importImage(layout: Layout, archive: string): Promise<void> {
  await ctr(layout, 'images', 'import', '--all-platforms', archive);
}

/** Gives an image another name. */
export async function tagImage(layout: Layout, from: string, to: string): Promise<void> {
  await ctr(layout, 'images', 'tag', '--force', from, to);
}

/** The names of the images that pods find. */
export const imageNames = async (layout: Layout): Promise<ReadonlySet<string>> =>
  new Set(words(await ctr(layout, 'images', 'ls', '-q')));

/** Ends every pod's container, removes their network namespaces and mounts, and stops containerd itself. */
export async function stopContainerd(layout: Layout, running: Processes): Promise<void> {
  const spaces = new Set<string>();
  if (running.running('containerd') !== undefined) {
    for (const container of words(await ctr(layout, 'containers', 'ls', '-q'))) {
      const info = JSON.parse(await ctr(layout, 'containers', 'info', container)) as {
        Spec?: { linux?: { namespaces?: { type: string; path?: string }[] } };
      };
      for (const { type, path } of info.Spec?.linux?.namespaces ?? [])
        if (type === 'network' && path !== undefined && /\/run\/netns\/cni-/.test(path)) spaces.add(path);
    }
    const tasks = words(await ctr(layout, 'tasks', 'ls', '-q'));
    // It may have ended by itself in the meantime.
    for (const task of tasks) await ctr(layout, 'tasks', 'kill', '-s', 'KILL', task).catch(gone);
    await until(
      'the end of every pod',
      20,
      async () => !(await ctr(layout, 'tasks', 'ls')).includes('RUNNING'),
    );
    for (const task of tasks) await ctr(layout, 'tasks', 'rm', '-f', task).catch(gone);
    for (const container of words(await ctr(layout, 'containers', 'ls', '-q')))
      await ctr(layout, 'containers', 'rm', container).catch(gone);
  }
  await running.stop('containerd');
  endShims(layout);
  for (const space of spaces) {
    await runToEnd({ what: `umount ${space}`, file: 'umount', args: [space] }).catch(gone);
    rmSync(space, { force: true });
  }
  await unmount(layout);
}

/** Ignores an error only when its cause is that the thing is already gone. */
function gone(error: unknown): void {
  if (
    !(error instanceof Error && /not found|no such|not mounted|no mount point|finished/i.test(error.message))
  )
    throw error;
}

/** Shims outlive containerd; those of our socket are ours. */
function endShims({ socket }: Layout): void {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const file = `/proc/${pid}/cmdline`;
    const command = existsSync(file) ? readFileSync(file, 'utf8').split('\0') : [];
    if (command[0]?.endsWith('containerd-shim-runc-v2') === true && command.includes(socket))
      process.kill(Number(pid), 'SIGKILL');
  }
}

/** Everything that was mounted below the state folder, the deepest first. */
async function unmount({ folder }: Layout): Promise<void> {
  const mounts = readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .flatMap((line) => line.split(' ')[4] ?? [])
    .filter((path) => path.startsWith(`${folder}/`));
  for (const mount of mounts.toSorted().toReversed())
    await runToEnd({ what: `umount ${mount}`, file: 'umount', args: ['-l', mount] }).catch(gone);
}
