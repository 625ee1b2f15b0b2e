import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runToEnd, workspace } from '@egov/local/building';
import { portalNames, serviceNames } from '@egov/platform';
import { certificateAuthority, signed } from '../certificates.ts';
import type { Kubectl } from '../kubectl.ts';

/** Where the platform is installed, and from what. */
export type Site = Readonly<{
  namespace: string;
  release: string;
  /** Whether processes talk to each other with TLS. */
  tls: boolean;
  /** Address of the ingress, as pods and this machine reach it. */
  address: string;
  kubectl: Kubectl;
  helm: (...args: string[]) => Promise<string>;
  /** Values files and settings of every install and upgrade of this site. */
  values: readonly string[];
  say: (line: string) => void;
  /** Notes a figure for the report. */
  figure: (name: string, value: string) => void;
}>;

export const hosts = {
  staff: 'can-bo.egov.test',
  citizens: 'dich-vu-cong.egov.test',
  login: 'dang-nhap.egov.test',
  payments: 'thanh-toan.egov.test',
} as const;
/** Where other programs reach procedures, as `e2e-values.yaml` says. */
export const GRPC_HOST = 'goi.egov.test';
const charts = join(workspace, 'out', 'cluster', 'charts');
/** Label of a namespace that a run created and may delete. */
const ofThisRun = 'egov.vn/made-by=cluster-e2e';
/** Where the certificates of a run's site are. */
export const siteFolder = join(workspace, 'out', 'cluster', 'site');
export const platformChart = join(charts, 'platform');

/**
 * Copies the charts, so that an edit during the run does not become half of an upgrade, and updates their
 * dependencies: the thin charts first, then the umbrella.
 */
export async function buildCharts(helm: Site['helm']): Promise<void> {
  rmSync(charts, { recursive: true, force: true });
  cpSync(join(workspace, 'charts'), charts, {
    recursive: true,
    filter: (path) => !/[\\/]charts[\\/][^\\/]+[\\/]charts([\\/]|$)/.test(path),
  });
  const all = readdirSync(charts).filter(
    (name) => !['service', 'platform'].includes(name) && existsSync(join(charts, name, 'Chart.yaml')),
  );
  for (const name of [...all, 'platform']) await helm('dependency', 'update', join(charts, name));
}

/**
 * Creates what must exist before the platform: the namespace, its secrets, a certificate for its addresses.
 */
export async function prepareSite({ kubectl, namespace, tls, say }: Site): Promise<void> {
  rmSync(siteFolder, { recursive: true, force: true });
  mkdirSync(siteFolder, { recursive: true });
  const left = await kubectl(['get', 'namespace', '--ignore-not-found', '-l', ofThisRun, '-o', 'name']);
  if (left !== '') {
    say('Taking away what a run before left ...');
    await kubectl(['delete', left.trim(), '--wait']);
  }
  await kubectl(['create', 'namespace', namespace]);
  await kubectl([
    'label',
    'namespace',
    namespace,
    'pod-security.kubernetes.io/enforce=restricted',
    ofThisRun,
  ]);
  await kubectl(['apply', '-f', '-'], await drawnSecrets(namespace));
  await certificateAuthority(siteFolder, '/CN=test');
  await signed(siteFolder, {
    name: 'site',
    subject: '/CN=egov',
    alternatives: [...Object.values(hosts), GRPC_HOST].map((host) => `DNS:${host}`).join(','),
  });
  await kubectl([
    '-n',
    namespace,
    'create',
    'secret',
    'tls',
    'egov-tls',
    `--cert=${join(siteFolder, 'site.crt')}`,
    `--key=${join(siteFolder, 'site.key')}`,
  ]);
  const claim = {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'egov-backups', namespace },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '5Gi' } } },
  };
  await kubectl(['apply', '-f', '-'], JSON.stringify(claim));
  await kubectl([
    '-n',
    namespace,
    'create',
    'secret',
    'generic',
    'egov-ca',
    `--from-file=ca.crt=${join(siteFolder, 'ca.crt')}`,
  ]);
  if (tls) for (const name of certified) await certify({ kubectl, namespace }, name);
}

/** The processes with a certificate inside the cluster. */
const certified = [...serviceNames, ...portalNames, 'nats', 'keycloak', 'postgresql', 'otel-collector'];

/** Makes the certificate of a process, signed by the authority of the site, and its secret. */
async function certify({ kubectl, namespace }: Pick<Site, 'kubectl' | 'namespace'>, name: string) {
  const alternatives = name === 'nats' ? 'DNS:nats,DNS:*.nats' : `DNS:${name}`;
  await signed(siteFolder, { name, subject: `/CN=${name}`, alternatives });
  const [cert, key] = [join(siteFolder, `${name}.crt`), join(siteFolder, `${name}.key`)];
  const secret = ['create', 'secret', 'tls', `${name}-tls`, `--cert=${cert}`, `--key=${key}`];
  await kubectl(['-n', namespace, ...secret]);
}

const drawnSecrets = (namespace: string): Promise<string> =>
  runToEnd({
    what: 'Drawing the secrets',
    file: process.execPath,
    args: [
      join(workspace, 'infra', 'operations', 'src', 'main.ts'),
      'secrets',
      '--namespace',
      namespace,
      '--demonstration',
    ],
  });

/** The names of the platform's long-running pods. */
export async function podsOf({ kubectl, namespace }: Site): Promise<readonly string[]> {
  const names = await kubectl([
    '-n',
    namespace,
    'get',
    'pods',
    '-l',
    'app.kubernetes.io/part-of=egov,app.kubernetes.io/name!=operations',
    '-o',
    'jsonpath={range .items[*]}{.metadata.name}{"\\n"}{end}',
  ]);
  return names.split('\n').filter(Boolean);
}

/** Waits until every workload has all its replicas ready; throws kubectl's own message on timeout. */
export async function allReady({ kubectl, namespace }: Site, seconds = 180): Promise<void> {
  const workloads = (await kubectl(['-n', namespace, 'get', 'deployments,statefulsets', '-o', 'name']))
    .split('\n')
    .filter(Boolean);
  for (const workload of workloads)
    await kubectl(['-n', namespace, 'rollout', 'status', workload, `--timeout=${seconds}s`]);
}

/** A secret's value. */
export async function secretOf({ kubectl, namespace }: Site, name: string, key: string): Promise<string> {
  return Buffer.from(
    await kubectl([
      '-n',
      namespace,
      'get',
      'secret',
      name,
      '-o',
      `jsonpath={.data.${key.replaceAll('.', '\\.')}}`,
    ]),
    'base64',
  ).toString('utf8');
}
