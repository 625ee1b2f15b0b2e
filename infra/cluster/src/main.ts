import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runToEnd, tool, workspace } from '@egov/local/building';
import { Command } from 'commander';
import { writeApiSchemas } from './api-schemas.ts';
import { buildAndImport } from './build-and-import.ts';
import { proveOnCluster, stepNames } from './e2e/run.ts';
import { platformChart } from './e2e/site.ts';
import { kubectlOf } from './kubectl.ts';
import { layoutAt, net } from './layout.ts';
import { raiseCluster } from './raise.ts';
import { clusterStatus } from './status.ts';
import { stopCluster } from './stop.ts';

type Flags = Readonly<{ state?: string; purge?: boolean }>;

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const layoutOf = ({ state }: Flags) => (state === undefined ? layoutAt() : layoutAt(resolve(state)));

const program = new Command('npm run cluster --').description(
  'A real single-node Kubernetes made of plain processes, for machines without Docker. Needs root.',
);
const command = (name: string, description: string) =>
  program
    .command(name)
    .description(description)
    .option('--state <folder>', 'folder of its state; .data/cluster by default');

command('up', 'Raise the cluster, or the parts of it that do not run.').action(async (flags: Flags) => {
  const { layout } = await raiseCluster(layoutOf(flags), say);
  say(`export KUBECONFIG=${layout.kubeconfig}`);
});
command('down', 'End the cluster and remove what it made on the machine.')
  .option('--purge', 'delete its state too')
  .action(async (flags: Flags) => stopCluster(layoutOf(flags), { purge: flags.purge ?? false, say }));
command('status', 'Print what runs; exits with 1 unless everything does.').action(async (flags: Flags) => {
  const { text, up } = await clusterStatus(layoutOf(flags));
  say(text);
  process.exitCode = up ? 0 : 1;
});

command(
  'schemas',
  'Write the schemas of this API server that the charts are checked against (test/charts/schemas).',
).action(async (flags: Flags) => {
  const { kubectl } = await raiseCluster(layoutOf(flags), say);
  await writeApiSchemas(kubectl, join(workspace, 'test', 'charts', 'schemas'));
});
command(
  'e2e',
  'Install the platform from nothing and break it in every way a data centre does; ' +
    'writes out/cluster/report.md.',
)
  .option(
    '--kubeconfig <file>',
    'an ordinary cluster instead of one of our own; its nodes find the images in `--registry`',
  )
  .option('--registry <name>', 'registry of the images on an ordinary cluster', 'localhost/egov')
  .option('--ingress-address <ip>', 'address of its ingress', net.ingressIp)
  .option('--tls', 'with TLS between all processes')
  .option('--built', 'use the images in out/images as they are')
  .option('--only <step...>', `run only these steps: ${stepNames.join('; ')}`)
  .action(async (flags: E2eFlags) => {
    const { passed, failed } = await prove(flags);
    say(`${passed} passed, ${failed} failed`);
    process.exitCode = failed === 0 ? 0 : 1;
  });

type E2eFlags = Flags &
  Readonly<{
    kubeconfig?: string;
    registry: string;
    ingressAddress: string;
    built?: boolean;
    tls?: boolean;
    only?: string[];
  }>;

async function prove(flags: E2eFlags) {
  const layout = layoutOf(flags);
  if (flags.kubeconfig === undefined) {
    await raiseCluster(layout, say);
    await buildAndImport(layout, { built: flags.built ?? false, say });
  }
  const kubeconfig = flags.kubeconfig ?? layout.kubeconfig;
  const [helm, kubectl] = [await tool('helm', say), await tool('kubectl', say)];
  const home = layout.of('helm');
  mkdirSync(home, { recursive: true });
  return proveOnCluster(
    {
      namespace: 'egov-e2e',
      release: 'egov',
      address: flags.ingressAddress,
      tls: flags.tls ?? false,
      kubectl: kubectlOf(kubectl, kubeconfig),
      say,
      helm: (...args) =>
        runToEnd({
          what: `helm ${args[0]}`,
          file: helm,
          args,
          env: {
            KUBECONFIG: kubeconfig,
            HELM_CACHE_HOME: home,
            HELM_CONFIG_HOME: home,
            HELM_DATA_HOME: home,
          },
        }),
      values: [
        '--values',
        join(platformChart, 'values-demonstration.yaml'),
        '--values',
        join(platformChart, 'values-staging.yaml'),
        '--values',
        join(workspace, 'infra', 'cluster', 'e2e-values.yaml'),
        ...(flags.tls === true
          ? ['--values', join(workspace, 'infra', 'cluster', 'e2e-tls-values.yaml')]
          : []),
        '--set',
        `global.image.registry=${flags.registry}`,
        '--set',
        `global.publicAddresses.address=${flags.ingressAddress}`,
        '--set',
        'global.publicAddresses.caSecret=egov-ca',
        '--set',
        'global.publicAddresses.ports[0].port=8443',
      ],
    },
    flags.only ?? [],
  );
}

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
