import { parseAllDocuments } from 'yaml';
import type { Site } from './site.ts';

type Container = { args: string[]; command?: string[] };
type Pod = {
  apiVersion: 'v1';
  kind: 'Pod';
  metadata: { name: string; labels?: object; annotations?: object };
  spec: { containers: [Container] } & { [key: string]: unknown };
};

/**
 * What a pod is started with: its name and its command, with the rights of the chart's own check or with
 * none.
 */
export type Operation = Readonly<{
  name: string;
  args: (given: readonly string[]) => readonly string[];
  command?: readonly string[];
  stranger?: boolean;
}>;

/** Returns what a pod printed, once it has ended. */
export type Started = Readonly<{ output: (withinSeconds: number) => Promise<string> }>;

/**
 * Starts a pod like the release's own test, which knows the platform's addresses; it is deleted once its
 * output has been read.
 */
export async function startOperation(
  site: Site,
  { name, args, command, stranger = false }: Operation,
): Promise<Started> {
  const { kubectl, namespace } = site;
  const { apiVersion, kind, metadata, spec } = await checkPod(site);
  const [main] = spec.containers;
  const container = { ...main, args: args(main.args), ...(command === undefined ? {} : { command }) };
  const pod = {
    apiVersion,
    kind,
    metadata: { name, labels: stranger ? { app: name } : metadata.labels },
    spec: { ...spec, containers: [container] },
  };
  await kubectl(['-n', namespace, 'delete', 'pod', name, '--ignore-not-found']);
  await kubectl(['-n', namespace, 'apply', '-f', '-'], JSON.stringify(pod));
  await kubectl([
    '-n',
    namespace,
    'wait',
    `pod/${name}`,
    '--for=condition=PodReadyToStartContainers',
    '--timeout=60s',
  ]);
  return {
    output: async (withinSeconds) => {
      await kubectl([
        '-n',
        namespace,
        'wait',
        `pod/${name}`,
        '--for=jsonpath={.status.containerStatuses[0].state.terminated}',
        `--timeout=${withinSeconds}s`,
      ]);
      const said = await kubectl(['-n', namespace, 'logs', name]);
      await kubectl(['-n', namespace, 'delete', 'pod', name]);
      return said.trim();
    },
  };
}

/** The pod of `helm test` as the release has it, whether or not it ran. */
async function checkPod({ helm, namespace, release }: Site): Promise<Pod> {
  const hooks = parseAllDocuments(await helm('get', 'hooks', release, '--namespace', namespace)).map(
    (document) => document.toJS() as Pod | null,
  );
  const pod = hooks.find((each) => each?.kind === 'Pod' && each.metadata.name === 'check');
  if (!pod) throw new Error(`The release ${release} has no test pod named check.`);
  return pod;
}
