import { livesLine, requireWhole, startLives } from './lives.ts';
import { callsOf, sharesOf } from './measures.ts';
import { allReady, platformChart, podsOf, type Site } from './site.ts';
import { upgrade } from './upgrade.ts';

const services = ['directory', 'procedures', 'staff-portal', 'citizen-portal'] as const;
/** A tag of other images with the same content. */
export const nextTag = 'next';

/** Upgrades every service and portal under 50 commands a second; none may fail. */
export async function upgradeUnderLoad(site: Site): Promise<void> {
  const load = await startLives(site, 50, 60);
  const began = Date.now();
  await upgrade(site, ...services.flatMap((name) => ['--set', `${name}.service.image.tag=${nextTag}`]));
  site.figure('upgrade of every service and portal', `${((Date.now() - began) / 1_000).toFixed(1)} s`);
  const lives = await load.result();
  site.figure('upgrade under 50 commands/s', livesLine(lives));
  requireWhole(lives, 'none');
}

/** Rolls the upgrade back under load. */
export async function rollBack(site: Site): Promise<void> {
  const load = await startLives(site, 50, 45);
  await site.helm('rollback', site.release, '1', '--namespace', site.namespace, '--wait', '--timeout', '5m');
  const lives = await load.result();
  site.figure('roll-back under 50 commands/s', livesLine(lives));
  requireWhole(lives, 'none');
}

/**
 * Three replicas of procedures: codes stay unique, what was acknowledged can be read, and each replica gets
 * its share once connections have been renewed.
 */
export async function scaleOut(site: Site): Promise<void> {
  const { kubectl, namespace, figure } = site;
  await kubectl(['-n', namespace, 'scale', 'statefulset/procedures', '--replicas=3']);
  await allReady(site);
  const before = await callsOf(site, 'procedures');
  const load = await startLives(site, 50, 60);
  const lives = await load.result();
  figure('three replicas of procedures, 50 commands/s', livesLine(lives));
  requireWhole(lives, 'none');
  const shares = sharesOf(before, await callsOf(site, 'procedures'));
  if (shares.length > 0)
    figure(
      'calls that each replica of procedures answered',
      shares.map((share) => `${(share * 100).toFixed(0)} %`).join(', '),
    );
  if (shares.length > 0 && (shares.length < 3 || Math.min(...shares) < 0.1))
    throw new Error('The load did not spread over the replicas.');
  await kubectl(['-n', namespace, 'scale', 'statefulset/procedures', '--replicas=2']);
  await allReady(site);
}

/** Kills each pod in turn under load: nothing acknowledged is lost, and each pod comes back soon. */
export async function killEach(site: Site): Promise<void> {
  const { kubectl, namespace, figure } = site;
  for (const pod of await podsOf(site)) {
    const load = await startLives(site, 20, 20);
    const owner = pod.replace(/-[^-]+(-[^-]+)?$/, '');
    const began = Date.now();
    await kubectl(['-n', namespace, 'delete', 'pod', pod, '--grace-period=0', '--force']);
    await allReady(site);
    const back = ((Date.now() - began) / 1_000).toFixed(1);
    const lives = await load.result();
    figure(`kill ${owner} (${pod})`, `back after ${back} s; ${livesLine(lives)}`);
    requireWhole(lives, 'some');
  }
}

/** Drains a node and makes it schedulable again; where it is the only one, its pods wait until then. */
export async function drain(site: Site): Promise<void> {
  const { kubectl, namespace, figure } = site;
  const node = (await kubectl(['get', 'nodes', '-o', 'jsonpath={.items[0].metadata.name}'])).trim();
  const nodes = (await kubectl(['get', 'nodes', '-o', 'name'])).trim().split('\n').length;
  await kubectl(['cordon', node]);
  try {
    // A budget allows one pod of each to leave at a time; the second is held back while the first has no
    // node.
    const evicted = await kubectl([
      'drain',
      node,
      '--ignore-daemonsets',
      '--delete-emptydir-data',
      `--pod-selector=app.kubernetes.io/part-of=egov`,
      '--timeout=40s',
    ]).then(
      () => 'all',
      () => 'one of each: the budgets held the others',
    );
    figure(`drain of a node (${nodes} in the cluster)`, evicted);
  } finally {
    await kubectl(['uncordon', node]);
  }
  const began = Date.now();
  await allReady(site);
  figure('all back after the drain', `${((Date.now() - began) / 1_000).toFixed(1)} s`);
  await kubectl(['-n', namespace, 'get', 'pods']);
}

/** A value that the schema does not define is refused by name. */
export async function refuseWrongValue({ helm, release, namespace, values, figure }: Site): Promise<void> {
  const said = await helm(
    'upgrade',
    release,
    platformChart,
    '--namespace',
    namespace,
    ...values,
    '--set',
    'procedures.service.replica=3',
  ).then(
    () => '',
    (error: Error) => error.message,
  );
  const [line = ''] = said.split('\n').filter((each) => each.includes('replica'));
  if (line === '') throw new Error(`A wrong value was not refused by name: ${said.slice(0, 500)}`);
  figure('procedures.service.replica=3', `refused: ${line.trim()}`);
}
