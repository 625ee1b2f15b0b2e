/** A Go program, pinned by the module of a folder below `infra/tools`. */
export type GoProgram = Readonly<{
  /** The folder, if its name is not the program's. */
  module?: string;
  /** The package to build; `.` where the folder has its own `main.go`. */
  package: string;
  /** The requirement whose version is the program's, if the package is not part of it. */
  pinnedBy?: string;
  /** Go variables that are set to the version. */
  stamp?: readonly string[];
}>;

const kubernetes = (name: string): GoProgram => ({
  module: 'kubernetes',
  package: `k8s.io/kubernetes/cmd/${name}`,
  stamp: ['k8s.io/component-base/version.gitVersion'],
});

/** The Go programs that the platform, its tests and its test cluster run. */
export const goTools = {
  'nats-server': { package: 'github.com/nats-io/nats-server/v2' },
  nats: { package: 'github.com/nats-io/natscli/nats' },
  grpcurl: { package: 'github.com/fullstorydev/grpcurl/cmd/grpcurl' },
  helm: { package: 'helm.sh/helm/v4/cmd/helm' },
  kubeconform: { package: 'github.com/yannh/kubeconform/cmd/kubeconform' },
  kubelet: kubernetes('kubelet'),
  'kube-apiserver': kubernetes('kube-apiserver'),
  'kube-controller-manager': kubernetes('kube-controller-manager'),
  'kube-scheduler': kubernetes('kube-scheduler'),
  'kube-proxy': kubernetes('kube-proxy'),
  kubectl: kubernetes('kubectl'),
  etcd: { package: '.', pinnedBy: 'go.etcd.io/etcd/server/v3' },
  coredns: { package: '.', pinnedBy: 'github.com/coredns/coredns' },
  traefik: {
    package: 'github.com/traefik/traefik/v3/cmd/traefik',
    pinnedBy: 'github.com/traefik/traefik/v3',
  },
  'metrics-server': { package: 'sigs.k8s.io/metrics-server/cmd/metrics-server' },
  'local-path-provisioner': { package: 'github.com/rancher/local-path-provisioner' },
  k6: { package: '.', pinnedBy: 'go.k6.io/k6' },
  versitygw: { package: 'github.com/versity/versitygw/cmd/versitygw' },
  'otel-collector': { package: '.', pinnedBy: 'go.opentelemetry.io/collector/otelcol' },
} as const satisfies Record<string, GoProgram>;

export type GoTool = keyof typeof goTools;
