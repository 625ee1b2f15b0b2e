import { net, NODE, type Layout } from './layout.ts';
import type { Processes } from './processes.ts';
import type { Programs } from './programs.ts';
import { put, putJson } from './put.ts';

/** Starts the kubelet and kube-proxy unless they run already; returns whether the kubelet was started. */
export function startNode(layout: Layout, running: Processes, programs: Programs): boolean {
  const { of } = layout;
  put(of('conf', 'resolv.conf'), 'nameserver 127.0.0.1\n');
  putJson(of('conf', 'kubelet.yaml'), kubeletConfiguration(layout));
  putJson(of('conf', 'proxy.yaml'), proxyConfiguration(layout));
  const started = running.start('kubelet', programs.kubelet, [
    `--config=${of('conf', 'kubelet.yaml')}`,
    `--kubeconfig=${of('conf', 'kubelet.kubeconfig')}`,
    `--hostname-override=${NODE}`,
    `--node-ip=${net.nodeIp}`,
    `--root-dir=${of('kubelet')}`,
  ]);
  running.start('kube-proxy', programs['kube-proxy'], [`--config=${of('conf', 'proxy.yaml')}`]);
  return started;
}

const kubeletConfiguration = ({ of, socket }: Layout) => ({
  apiVersion: 'kubelet.config.k8s.io/v1beta1',
  kind: 'KubeletConfiguration',
  address: net.nodeIp,
  readOnlyPort: 0,
  healthzBindAddress: '127.0.0.1',
  authentication: {
    anonymous: { enabled: false },
    webhook: { enabled: true },
    x509: { clientCAFile: of('pki', 'ca.crt') },
  },
  authorization: { mode: 'Webhook' },
  tlsCertFile: of('pki', 'kubelet.crt'),
  tlsPrivateKeyFile: of('pki', 'kubelet.key'),
  containerRuntimeEndpoint: `unix://${socket}`,
  cgroupDriver: 'cgroupfs',
  failCgroupV1: false,
  failSwapOn: false,
  enforceNodeAllocatable: [],
  clusterDNS: [net.dnsIp],
  clusterDomain: 'cluster.local',
  resolvConf: of('conf', 'resolv.conf'),
  podLogsDir: of('podlogs'),
  serializeImagePulls: false,
  maxPods: 100,
  // An imported image cannot be pulled again, so none is ever garbage-collected.
  imageGCHighThresholdPercent: 100,
  evictionHard: {
    'memory.available': '100Mi',
    'nodefs.available': '1%',
    'nodefs.inodesFree': '1%',
    'imagefs.available': '1%',
  },
});

const proxyConfiguration = ({ of }: Layout) => ({
  apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
  kind: 'KubeProxyConfiguration',
  mode: 'iptables',
  bindAddress: net.nodeIp,
  hostnameOverride: NODE,
  healthzBindAddress: '127.0.0.1:10256',
  metricsBindAddress: '127.0.0.1:10249',
  nodePortAddresses: [`${net.nodeIp}/32`],
  clientConnection: { kubeconfig: of('conf', 'proxy.kubeconfig') },
  clusterCIDR: net.pods,
  detectLocalMode: 'ClusterCIDR',
  oomScoreAdj: 0,
  iptables: { minSyncPeriod: '100ms' },
  conntrack: { maxPerCore: 0, min: 0, tcpEstablishedTimeout: '0s', tcpCloseWaitTimeout: '0s' },
});
