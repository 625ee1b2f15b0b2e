import { net, NODE, type Layout } from './layout.ts';
import type { Processes } from './processes.ts';
import type { Programs } from './programs.ts';

/** `{ a: 'b' }` as `--a=b`. */
const flags = (given: Readonly<{ [name: string]: string | number | boolean }>): string[] =>
  Object.entries(given).map(([name, value]) => `--${name}=${value}`);

/** Where etcd listens: for the API server, and for other members, of which there are none. */
const [client, peer] = [`http://127.0.0.1:${net.etcdPort}`, `http://127.0.0.1:${net.etcdPort + 1}`];

/** Starts etcd, the API server, the controller manager and the scheduler, unless they run already. */
export function startControlPlane(layout: Layout, running: Processes, programs: Programs): void {
  const start = (name: keyof Programs, given: Parameters<typeof flags>[0]) =>
    running.start(name, programs[name], flags(given));
  start('etcd', etcdFlags(layout));
  start('kube-apiserver', apiServerFlags(layout));
  start('kube-controller-manager', controllerManagerFlags(layout));
  start('kube-scheduler', schedulerFlags(layout));
}

const etcdFlags = ({ of }: Layout) => ({
  name: NODE,
  'data-dir': of('etcd'),
  'listen-client-urls': client,
  'advertise-client-urls': client,
  'listen-peer-urls': peer,
  'initial-advertise-peer-urls': peer,
  'initial-cluster': `${NODE}=${peer}`,
  'unsafe-no-fsync': true,
  'log-level': 'warn',
});

function apiServerFlags({ of }: Layout) {
  const pki = (name: string) => of('pki', name);
  return {
    'etcd-servers': client,
    'bind-address': net.nodeIp,
    'advertise-address': net.nodeIp,
    'secure-port': 6443,
    'service-cluster-ip-range': net.services,
    'authorization-mode': 'Node,RBAC',
    'enable-admission-plugins': 'NodeRestriction',
    'allow-privileged': true,
    'anonymous-auth': false,
    'client-ca-file': pki('ca.crt'),
    'tls-cert-file': pki('apiserver.crt'),
    'tls-private-key-file': pki('apiserver.key'),
    'service-account-issuer': 'https://kubernetes.default.svc.cluster.local',
    'service-account-key-file': pki('sa.pub'),
    'service-account-signing-key-file': pki('sa.key'),
    'kubelet-certificate-authority': pki('ca.crt'),
    'kubelet-client-certificate': pki('apiserver-kubelet.crt'),
    'kubelet-client-key': pki('apiserver-kubelet.key'),
    'kubelet-preferred-address-types': 'InternalIP',
    profiling: false,
    // The aggregation layer, for the metrics API.
    'requestheader-client-ca-file': pki('ca.crt'),
    'requestheader-allowed-names': 'front-proxy',
    'requestheader-extra-headers-prefix': 'X-Remote-Extra-',
    'requestheader-group-headers': 'X-Remote-Group',
    'requestheader-username-headers': 'X-Remote-User',
    'proxy-client-cert-file': pki('front-proxy.crt'),
    'proxy-client-key-file': pki('front-proxy.key'),
    'enable-aggregator-routing': true,
  };
}

const controllerManagerFlags = ({ of }: Layout) => ({
  kubeconfig: of('conf', 'controller-manager.kubeconfig'),
  'bind-address': '127.0.0.1',
  'leader-elect': false,
  'use-service-account-credentials': true,
  'root-ca-file': of('pki', 'ca.crt'),
  'service-account-private-key-file': of('pki', 'sa.key'),
  profiling: false,
  'horizontal-pod-autoscaler-sync-period': '5s',
  'horizontal-pod-autoscaler-cpu-initialization-period': '10s',
  'horizontal-pod-autoscaler-initial-readiness-delay': '5s',
});

const schedulerFlags = ({ of }: Layout) => ({
  kubeconfig: of('conf', 'scheduler.kubeconfig'),
  'bind-address': '127.0.0.1',
  'leader-elect': false,
  profiling: false,
});
