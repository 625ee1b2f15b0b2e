import { join } from 'node:path';
import { until } from '../processes.ts';
import { livesLine, requireWhole, startLives } from './lives.ts';
import { startOperation } from './operation.ts';
import { allReady, platformChart, type Site } from './site.ts';
import { upgrade } from './upgrade.ts';

/** A new name each time: a backup never overwrites. */
const RUN = `drill-${Date.now().toString(36)}`;

/** Enough dossiers for a restore to take a while: a year and a half of the province. */
const DOSSIERS = 100_000;

/** The events and head of the log, as `eventstore-lite verify` counts them. */
type LogState = Readonly<{ events: number; head: string }>;

/** Fills the log for the drill. */
export async function fill(site: Site): Promise<void> {
  const { output } = await startOperation(site, {
    name: 'fill',
    args: (given) => ['fill', ...given.slice(1), '--dossiers', String(DOSSIERS)],
  });
  const said = await output(1_800);
  const last = said.split('\n').at(-1) ?? '';
  if (!last.startsWith(`${DOSSIERS} dossiers received`)) throw new Error(`The log was not filled: ${said}`);
  site.figure('filled for the drill', last);
}

/**
 * After a load: backs up, deletes everything but the site's secrets and the backup, restores, and counts what
 * came back.
 */
export async function restoreDrill(site: Site): Promise<void> {
  const { helm, namespace, release, figure } = site;
  const load = await startLives(site, 50, 20);
  requireWhole(await load.result(), 'some');
  const before = await logState(site);

  let began = Date.now();
  await backUp(site);
  figure('backup of event log, broker, identities and papers', since(began));
  await deletePlatform(site);
  began = Date.now();
  await restore(site);
  await allReady(site);
  const after = await logState(site);
  figure('restore from nothing to ready (RTO)', since(began));
  figure('events before, and after the restore (RPO: what is missing)', `${before.events}, ${after.events}`);
  if (after.events < before.events)
    throw new Error(`The log had ${before.events} events and has ${after.events}.`);
  await helm('test', release, '--namespace', namespace, '--timeout', '2m');
  const again = await (await startLives(site, 50, 10)).result();
  figure('50 commands/s after the restore', livesLine(again));
  requireWhole(again, 'none');
}

async function backUp({ kubectl, namespace }: Site): Promise<void> {
  const job = (...args: string[]) => kubectl(['-n', namespace, ...args]);
  const status = (path: string) => job('get', `job/${RUN}`, '-o', `jsonpath={.status.${path}}`);
  await job('create', 'job', RUN, '--from=cronjob/backup');
  await until('the end of the backup', 600, async () =>
    /Complete|Failed/.test(await status('conditions[*].type')),
  );
  if ((await status('succeeded')) !== '1')
    throw new Error(`The backup failed: ${await job('logs', `job/${RUN}`, '--all-containers', '--tail=5')}`);
}

/** Deletes all but the site's secrets and backups. */
async function deletePlatform({ kubectl, helm, namespace, release }: Site): Promise<void> {
  await helm('uninstall', release, '--namespace', namespace, '--wait', '--timeout', '3m');
  await kubectl(['-n', namespace, 'delete', 'job,pod', '--all', '--wait']);
  const claims = (await kubectl(['-n', namespace, 'get', 'pvc', '-o', 'name']))
    .split('\n')
    .filter((name) => name !== '' && !name.endsWith('/egov-backups'));
  await kubectl(['-n', namespace, 'delete', ...claims, '--wait']);
}

/** Installs the half that restores from the backup, then the whole platform. */
async function restore(site: Site): Promise<void> {
  const { helm, namespace, release, values } = site;
  await helm(
    'install',
    release,
    platformChart,
    '--namespace',
    namespace,
    ...values,
    '--values',
    join(platformChart, 'values-restore.yaml'),
    '--set',
    `restore.from=${RUN}`,
    '--set',
    'backup.enabled=false',
    '--wait',
    '--wait-for-jobs',
    '--timeout',
    '15m',
  );
  await upgrade(site, '--take-ownership');
}

async function logState({ kubectl, namespace }: Site): Promise<LogState> {
  return JSON.parse(
    await kubectl([
      '-n',
      namespace,
      'exec',
      'eventstore-0',
      '--',
      '/usr/local/bin/node',
      '/app/src/main.js',
      'verify',
      '--data',
      '/data',
      '--json',
    ]),
  ) as LogState;
}

const since = (began: number): string => `${((Date.now() - began) / 1_000).toFixed(1)} s`;
