export { importImage } from './container-runtime.ts';
export { signed } from './certificates.ts';
export { kubectlOf, type Kubectl } from './kubectl.ts';
export { layoutAt, net, type Layout } from './layout.ts';
export { raiseCluster, type Cluster } from './raise.ts';
export { stopCluster } from './stop.ts';
