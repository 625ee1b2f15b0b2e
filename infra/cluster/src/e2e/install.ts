import { join } from 'node:path';
import { runToEnd, tool, workspace } from '@egov/local/building';
import { openBrowser, receiveAtCounter } from '@egov/local/browser';
import { referenceProvince } from '@egov/reference-data';
import { startOperation } from './operation.ts';
import { GRPC_HOST, hosts, platformChart, secretOf, siteFolder, type Site } from './site.ts';

const seconds = (since: number): string => `${((Date.now() - since) / 1_000).toFixed(1)} s`;

/**
 * Installs the platform from nothing and waits until all of it is ready, its realm made and the reference
 * province loaded.
 */
export async function install({ helm, release, namespace, values, figure }: Site): Promise<void> {
  const began = Date.now();
  await helm(
    'install',
    release,
    platformChart,
    '--namespace',
    namespace,
    ...values,
    '--wait',
    '--timeout',
    '10m',
  );
  figure('cold install to ready, with realm and reference province', seconds(began));
}

/** Runs the chart's own test: one dossier through its life. */
export async function helmTest({ helm, release, namespace, figure }: Site): Promise<void> {
  const began = Date.now();
  await helm('test', release, '--namespace', namespace, '--timeout', '2m');
  figure('helm test', seconds(began));
}

/** The release itself has made everything in the broker, on each of its nodes. */
export async function brokersAgree(site: Site): Promise<void> {
  const password = await secretOf(site, 'egov-broker', 'password-operations');
  const broker = site.tls
    ? `tls://operations:${password}@nats:4222?ca=/secrets/TLS_CA_FILE/ca.crt`
    : `nats://operations:${password}@nats:4222`;
  const { output } = await startOperation(site, {
    name: 'brokers',
    args: () => ['broker', '--broker', broker, '--replicas', '3'],
  });
  const said = await output(60);
  site.figure('brokers', said);
  if (!said.includes('Every stream')) throw new Error(said);
}

/**
 * Another program reaches procedures over gRPC and TLS through the ingress; without a token, the service
 * itself refuses it.
 */
export async function grpcThroughIngress({ address, figure, say }: Site): Promise<void> {
  const file = await tool('grpcurl', say);
  const descriptors = join(workspace, 'proto', 'gen', 'descriptor.binpb');
  const args = [
    '-cacert',
    join(siteFolder, 'ca.crt'),
    '-authority',
    GRPC_HOST,
    '-protoset',
    descriptors,
    `${address}:443`,
    'egov.procedures.v1.DossierQueryService/ListDossiers',
  ];
  const answer = await runToEnd({ what: 'Asking procedures through the ingress', file, args }).catch(
    (error: Error) => error.message,
  );
  if (!answer.includes('Unauthenticated')) throw new Error(answer);
  figure('gRPC with TLS through the ingress', 'answered: Unauthenticated, as no token was sent');
}

/**
 * An official logs in through the ingress and receives a dossier by keyboard; the browser reports no error.
 */
export async function browserJourney(site: Site): Promise<void> {
  const procedure = referenceProvince().procedures.find(
    ({ channels, solvedInProvince }) =>
      solvedInProvince &&
      channels.some(({ channel, cases }) => channel === 'online' && cases.length === 1 && cases[0]?.duration),
  );
  if (procedure === undefined)
    throw new Error(
      'The reference province has no procedure that is received at the counter and promises its time.',
    );
  const password = await secretOf(site, 'egov-clients', 'account-password');
  const browser = await openBrowser(site.say, { hosts: Object.values(hosts), address: site.address });
  try {
    const visitor = await browser.visitor();
    await visitor.logIn(`https://${hosts.staff}/auth/login?return=/counter`, {
      username: 'motcua01',
      password,
    });
    const dossierId = await receiveAtCounter(visitor, {
      staff: `https://${hosts.staff}`,
      procedure: { procedureId: procedure.id, code: procedure.code },
      name: 'Nguyễn Văn Mẫu',
      idNumber: '025200000001',
      phone: '0900000000',
    });
    const complaints = visitor.complaints();
    if (complaints.length > 0) throw new Error(`The browser complained: ${complaints.join('; ')}`);
    site.figure('a dossier received in a browser through the ingress', dossierId);
  } finally {
    await browser.close();
  }
}
