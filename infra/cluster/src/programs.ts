import { existsSync } from 'node:fs';
import { runToEnd, tool, type GoTool } from '@egov/local/building';

const goPrograms = [
  'etcd',
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'kubelet',
  'kube-proxy',
  'kubectl',
  'coredns',
  'local-path-provisioner',
  'metrics-server',
  'traefik',
  'helm',
] as const satisfies readonly GoTool[];

/** The built programs, by name. */
export type Programs = Readonly<Record<(typeof goPrograms)[number], string>>;

/** Debian's packages, each with a file that proves that it is installed. */
const debian = {
  containerd: '/usr/bin/containerd',
  runc: '/usr/sbin/runc',
  buildah: '/usr/bin/buildah',
  'containernetworking-plugins': '/usr/lib/cni/bridge',
  iptables: '/usr/sbin/iptables',
  conntrack: '/usr/sbin/conntrack',
  socat: '/usr/bin/socat',
  'busybox-static': '/bin/busybox',
  openssl: '/usr/bin/openssl',
  iproute2: '/usr/sbin/ip',
  procps: '/usr/sbin/sysctl',
} as const;

/**
 * Returns every program that a cluster is made of, building and installing what is missing; throws when that
 * fails.
 */
export async function programs(say: (line: string) => void): Promise<Programs> {
  if (process.getuid?.() !== 0)
    throw new Error('Only root can raise a cluster: it creates a bridge, mounts and namespaces.');
  const missing = Object.entries(debian)
    .filter(([, file]) => !existsSync(file))
    .map(([name]) => name);
  if (missing.length > 0) {
    say(`Installing Debian's ${missing.join(', ')} ...`);
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    const noApt = `Debian's apt is needed to install ${missing.join(', ')} and was not found on PATH.`;
    await runToEnd({ what: 'apt-get update', file: 'apt-get', args: ['-q', 'update'], env, missing: noApt });
    await runToEnd({
      what: `Installing ${missing.join(', ')}`,
      file: 'apt-get',
      args: ['-q', 'install', '-y', '--no-install-recommends', ...missing],
      env,
    });
  }
  const built: [string, string][] = [];
  for (const name of goPrograms) built.push([name, await tool(name, say)]);
  return Object.fromEntries(built) as Programs;
}
