import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { tool } from '@egov/local';
import { parse, parseAllDocuments } from 'yaml';
import { listInCharts } from './list-in-charts.ts';
import { chartRendering, goldenOf, siteNames, withoutDashboards, type Rendering } from './rendering.ts';
import { valuesDocument, valuesPage } from './values-document.ts';

const schemas = join(import.meta.dirname, 'schemas', '{{ .ResourceKind }}{{ .KindSuffix }}.json');

let charts: Rendering;
beforeAll(async () => {
  charts = await chartRendering();
});
afterAll(() => charts.close());

/** Kinds that an API server knows only where the Prometheus operator is installed. */
const ofTheOperator = 'PrometheusRule,ServiceMonitor';

/** Runs kubeconform on a file of objects; rejects when the API server would not accept one. */
async function conforms(text: string): Promise<unknown> {
  const file = join(charts.folder, 'rendered.yaml');
  writeFileSync(file, text);
  const { stdout } = await promisify(execFile)(await tool('kubeconform'), [
    '-strict',
    '-summary',
    '-output',
    'json',
    '-schema-location',
    schemas,
    '-skip',
    ofTheOperator,
    file,
  ]);
  return JSON.parse(stdout);
}

/** The values that a chart gets from its umbrella. */
const globals = {
  services: {},
  fileStore: { endpoint: '' },
  image: {},
  publicAddresses: {},
  tls: { enabled: false },
  telemetry: { store: { endpoint: '' }, keptPercent: 10 },
  networkPolicy: {},
  ingress: { annotations: {} },
  hosts: {},
  secrets: {},
  eventLog: {},
  identityDatabase: {},
};

describe.each(siteNames)('the %s site', (site) => {
  test('renders equal to the golden files, each time', async () => {
    const rendered = await charts.render(site);
    expect(await charts.render(site)).toBe(rendered);
    expect(withoutDashboards(rendered)).toBe(readFileSync(goldenOf(site), 'utf8'));
  });

  test('is valid for the API server, to the last field', async () => {
    expect(await conforms(await charts.render(site))).toMatchObject({
      resources: [],
      summary: { invalid: 0, errors: 0, skipped: site === 'production' ? 8 : 0 },
    });
  });

  test('contains no secret and names only those of the values', async () => {
    const rendered = await charts.render(site);
    expect(rendered).not.toMatch(/^kind: Secret$/m);
    const named = [...rendered.matchAll(/secret(?:KeyRef: \{ name|Name): ([\w-]+)/g)].map(([, name]) => name);
    expect(
      [...new Set(named)].filter(
        (name) =>
          !/^egov-(broker|ca|clients|event-log|keys|tls|event-log-tls|file-store)$|^event-log-ca$|^[a-z-]+-tls$/.test(
            name ?? '',
          ),
      ),
    ).toEqual([]);
  });
});

test('of Keycloak, only the login is published: no administration, no other realm', async () => {
  const login = (await charts.render('production'))
    .split(/^---$/mu)
    .map(
      (text) =>
        parse(text) as Readonly<{ kind?: string; metadata?: { name?: string }; spec?: unknown }> | null,
    )
    .find((each) => each?.kind === 'Ingress' && each.metadata?.name === 'keycloak');
  const { rules } = (login?.spec ?? {}) as {
    rules?: readonly { http: { paths: readonly { path: string; pathType: string }[] } }[];
  };
  expect(rules?.flatMap(({ http }) => http.paths.map(({ path }) => path))).toEqual([
    '/realms/egov/',
    '/resources/',
  ]);
});

test('in production no process is addressed in plain text, and each server has a certificate', async () => {
  // ClamAV's protocol has no TLS; what it gets is the content of papers, without a name.
  const rendered = (await charts.render('production')).replaceAll(/CLAMD_URL, value: .*/g, '');
  const plain = rendered.match(/\b(?:grpc|nats|http|tcp|esdb):\/\/[^\s"',]+|insecure: true|tls=false/g) ?? [];
  expect(plain).toEqual([]);
  for (const [jdbc] of rendered.matchAll(/jdbc:[^\s"]+/g)) expect(jdbc).toContain('sslmode=verify-full');
  type Workload = {
    kind: string;
    metadata: { name: string };
    spec: { template: { spec: { containers: { env: { name: string; value?: string }[] }[] } } };
  };
  const workloads = parseAllDocuments(rendered)
    .map((document) => document.toJS() as Workload | null)
    .filter((object) => ['Deployment', 'StatefulSet'].includes(object?.kind ?? ''));
  const without = workloads.filter(
    (each) => !each?.spec.template.spec.containers[0]?.env.some(({ name }) => name === 'TLS_CERT_FILE'),
  );
  expect(without.map((each) => each?.metadata.name)).toEqual([]);
  await expect(
    charts.render('production', '--set', 'global.telemetry.endpoint=http://otel-collector:4317'),
  ).rejects.toThrow('global.telemetry.endpoint is http://otel-collector:4317 beside global.tls.enabled');
  await expect(
    charts.render('production', '--set', 'global.identityDatabase.url=jdbc:postgresql://db/keycloak'),
  ).rejects.toThrow('global.identityDatabase.url has no sslmode=verify-full');
});

test("the broker's monitor, which names users without a login, is open to no pod", async () => {
  for (const site of ['laptop', 'production'] as const) {
    type Policy = {
      kind: string;
      metadata: { name: string };
      spec: { ingress?: { ports: { port: number }[] }[] };
    };
    const policies = parseAllDocuments(await charts.render(site))
      .map((document) => document.toJS() as Policy | null)
      .filter((object) => object?.kind === 'NetworkPolicy');
    const broker = policies.find((policy) => policy?.metadata.name === 'nats');
    expect(broker?.spec.ingress?.flatMap(({ ports }) => ports.map(({ port }) => port))).toEqual([4222, 6222]);
    expect(JSON.stringify(policies)).not.toContain('8222');
  }
});

test('every chart passes helm lint', async () => {
  for (const chart of charts.names) {
    expect(
      await charts.helm(
        'lint',
        chart,
        ...(chart === 'platform' ? [] : ['--set-json', `global=${JSON.stringify(globals)}`]),
      ),
    ).toContain('0 chart(s) failed');
  }
});

test.each([
  ['a value that a process does not know', 'procedures.service.replica=3', /replica/],
  ['a number where a list belongs', 'procedures.service.callers=3', /callers/],
  ['a part that does not exist', 'procedure.enabled=true', /procedure/],
  [
    'a simulator of payments without a demonstration',
    'global.demonstration=false,realm.secondFactor=required,global.publicAddresses.at[0].ipBlock.cidr=10.0.0.1/32',
    /payment-simulator.enabled is for a demonstration/,
  ],
  ['a value in the wrong place', 'procedures.replicas=3', /replicas/],
  [
    'a way to the whole world',
    'global.demonstration=false,realm.secondFactor=required,payment-simulator.enabled=false',
    /publicAddresses.at is 0.0.0.0/,
  ],
  [
    'papers that nobody scans, without a demonstration',
    'global.demonstration=false,realm.secondFactor=required,payment-simulator.enabled=false,' +
      'global.publicAddresses.at[0].ipBlock.cidr=10.0.0.1/32',
    /global.virusScanner.url is missing: name ClamAV's daemon/,
  ],
  ['a scanner without a port', 'global.virusScanner.url=tcp://clamav', /virusScanner/],
  ['a second factor that is only offered', 'global.demonstration=false', /secondFactor=offered is for a dem/],
  [
    'a demonstration beside the hosts of real people',
    'global.hosts.citizens=dichvucong.phutho.gov.vn',
    /demonstration is refused beside global.hosts.citizens=dichvucong.phutho.gov.vn/,
  ],
])('%s is refused by name', async (_, setting, named) => {
  await expect(charts.render('laptop', '--set', setting)).rejects.toThrow(named);
});

test('a field that the API server does not know is found', async () => {
  await expect(
    conforms(
      (await charts.render('laptop')).replace('terminationGracePeriodSeconds:', 'terminationGraceSeconds:'),
    ),
  ).rejects.toMatchObject({ stdout: expect.stringContaining('terminationGraceSeconds') });
});

test('the umbrella has the current list of services, written by renew-golden.ts', () => {
  for (const [file, text] of listInCharts()) expect(readFileSync(file, 'utf8')).toBe(text);
});

test('the page of values equals the schemas', () => {
  expect(readFileSync(valuesDocument, 'utf8')).toBe(valuesPage());
});

test('every value of a process and of the platform is described', () => {
  expect(
    valuesPage()
      .split('\n')
      .filter((line) => /^\| `[^`]+` \|.*\| {2}\|$/.test(line)),
  ).toEqual([]);
});
