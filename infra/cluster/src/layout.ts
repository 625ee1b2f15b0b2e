import { join } from 'node:path';
import { workspace } from '@egov/local/building';

/** Where a cluster keeps its state, and its addresses. */
export type Layout = Readonly<{
  folder: string;
  of: (...parts: string[]) => string;
  socket: string;
  kubeconfig: string;
}>;

/** Addresses exist on this machine only: one bridge is the pods' gateway and the node's own address. */
export const net = {
  bridge: 'egov0',
  nodeIp: '10.244.0.1',
  pods: '10.244.0.0/24',
  firstPod: '10.244.0.10',
  services: '10.96.0.0/24',
  apiIp: '10.96.0.1',
  dnsIp: '10.96.0.10',
  ingressIp: '10.96.0.80',
  etcdPort: 12_379,
} as const;

export const NODE = 'node0';
export const API = `https://${net.nodeIp}:6443`;

const MAX_SOCKET_PATH = 100;

/** Returns the layout below a folder; throws when its path is too long for a unix socket. */
export function layoutAt(folder: string = join(workspace, '.data', 'cluster')): Layout {
  const of = (...parts: string[]) => join(folder, ...parts);
  const socket = of('run', 'containerd.sock');
  if (socket.length > MAX_SOCKET_PATH)
    throw new Error(`${folder} is too long a path for unix sockets: choose a shorter one with --state.`);
  return { folder, of, socket, kubeconfig: of('admin.kubeconfig') };
}
