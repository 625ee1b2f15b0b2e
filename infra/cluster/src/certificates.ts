import { existsSync, writeFileSync } from 'node:fs';
import { runToEnd } from '@egov/local/building';
import { API, net, NODE, type Layout } from './layout.ts';

/** Whom a certificate is for. */
export type Subject = Readonly<{ name: string; subject: string; alternatives?: string }>;

const subjects: readonly Subject[] = [
  {
    name: 'apiserver',
    subject: '/CN=kube-apiserver',
    alternatives: [
      ...['', '.default', '.default.svc', '.default.svc.cluster.local'].map(
        (rest) => `DNS:kubernetes${rest}`,
      ),
      ...['127.0.0.1', net.nodeIp, net.apiIp].map((ip) => `IP:${ip}`),
    ].join(','),
  },
  { name: 'admin', subject: '/O=system:masters/CN=admin' },
  { name: 'apiserver-kubelet', subject: '/O=system:masters/CN=apiserver-kubelet' },
  { name: 'front-proxy', subject: '/CN=front-proxy' },
  { name: 'controller-manager', subject: '/CN=system:kube-controller-manager' },
  { name: 'scheduler', subject: '/CN=system:kube-scheduler' },
  { name: 'proxy', subject: '/CN=system:kube-proxy' },
  {
    name: 'kubelet',
    subject: `/O=system:nodes/CN=system:node:${NODE}`,
    alternatives: `DNS:${NODE},IP:${net.nodeIp}`,
  },
];

/**
 * Creates what is missing: an authority for this cluster, a certificate for each part, the key of service
 * accounts, and the kubeconfigs that hold them.
 */
export async function certificates({ of, kubeconfig }: Layout): Promise<void> {
  await certificateAuthority(of('pki'), '/CN=egov-cluster');
  if (!existsSync(of('pki', 'sa.pub'))) {
    await openssl('genrsa', '-out', of('pki', 'sa.key'), '2048');
    await openssl('rsa', '-in', of('pki', 'sa.key'), '-pubout', '-out', of('pki', 'sa.pub'));
  }
  for (const subject of subjects) await signed(of('pki'), subject);
  for (const name of ['controller-manager', 'scheduler', 'proxy', 'kubelet'])
    writeKubeconfig(of('pki'), of('conf', `${name}.kubeconfig`), name);
  writeKubeconfig(of('pki'), kubeconfig, 'admin');
}

/** Makes an authority in a folder (`ca.crt`, `ca.key`), unless it is there. */
export async function certificateAuthority(folder: string, subject: string): Promise<void> {
  if (existsSync(`${folder}/ca.crt`)) return;
  await openssl(
    'req',
    '-x509',
    ...newKey(`${folder}/ca.key`),
    '-days',
    '3650',
    '-out',
    `${folder}/ca.crt`,
    '-subj',
    subject,
    '-addext',
    'keyUsage=critical,keyCertSign,cRLSign',
  );
}

/** Makes a certificate signed by the authority of a folder (`ca.crt`, `ca.key`), unless it is there. */
export async function signed(folder: string, { name, subject, alternatives }: Subject): Promise<void> {
  const file = (ending: string) => `${folder}/${name}.${ending}`;
  if (existsSync(file('crt'))) return;
  await openssl('req', '-new', ...newKey(file('key')), '-subj', subject, '-out', file('csr'));
  writeFileSync(
    file('ext'),
    'keyUsage=digitalSignature\nextendedKeyUsage=clientAuth,serverAuth\n' +
      `${alternatives === undefined ? '' : `subjectAltName=${alternatives}\n`}`,
  );
  await openssl(
    'x509',
    '-req',
    '-in',
    file('csr'),
    '-CA',
    `${folder}/ca.crt`,
    '-CAkey',
    `${folder}/ca.key`,
    '-CAcreateserial',
    '-days',
    '3650',
    '-extfile',
    file('ext'),
    '-out',
    file('crt'),
  );
}

const newKey = (file: string) => [
  '-newkey',
  'ec',
  '-pkeyopt',
  'ec_paramgen_curve:P-256',
  '-nodes',
  '-keyout',
  file,
];

const openssl = (...args: string[]) => runToEnd({ what: `openssl ${args[0]}`, file: 'openssl', args });

function writeKubeconfig(pki: string, file: string, name: string): void {
  if (existsSync(file)) return;
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'egov',
    clusters: [{ name: 'egov', cluster: { server: API, 'certificate-authority': `${pki}/ca.crt` } }],
    users: [
      { name, user: { 'client-certificate': `${pki}/${name}.crt`, 'client-key': `${pki}/${name}.key` } },
    ],
    contexts: [{ name: 'egov', context: { cluster: 'egov', user: name } }],
  };
  writeFileSync(file, `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600 });
}
