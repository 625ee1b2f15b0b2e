import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { tool } from '@egov/local';

const run = promisify(execFile);
const charts = join(import.meta.dirname, '../../charts');

const valuesOf = (...names: string[]): readonly string[] =>
  names.flatMap((name) => ['--values', join('platform', `values-${name}.yaml`)]);

/** The sites with a values file, each with its files and settings. */
export const sites = {
  laptop: valuesOf('demonstration'),
  staging: valuesOf('demonstration', 'staging'),
  production: valuesOf('production'),
  eventstore: valuesOf('demonstration', 'staging', 'eventstore'),
  restore: [
    ...valuesOf('demonstration', 'staging', 'restore'),
    '--set',
    'restore.from=backup-now',
    '--set',
    'backup.enabled=false',
  ],
} as const;
export type SiteName = keyof typeof sites;
export const siteNames = Object.keys(sites) as readonly SiteName[];

export const goldenOf = (site: SiteName): string => join(import.meta.dirname, 'golden', `${site}.yaml`);

/**
 * Returns a render as its golden file, with digests instead of dashboards, which are in the repository
 * already.
 */
export const withoutDashboards = (rendered: string): string =>
  rendered.replaceAll(
    /^( {2}[\w-]+\.json: )(".*")$/gm,
    (_, name: string, text: string) => `${name}sha256:${createHash('sha256').update(text).digest('hex')}`,
  );

/** Copies the charts into a folder, with their dependencies. */
export type Rendering = Readonly<{
  folder: string;
  /** Every chart but the generic one, the umbrella last. */
  names: readonly string[];
  helm: (...args: string[]) => Promise<string>;
  render: (site: SiteName, ...more: string[]) => Promise<string>;
  close: () => void;
}>;

export async function chartRendering(): Promise<Rendering> {
  const program = await tool('helm');
  const folder = mkdtempSync(join(tmpdir(), 'egov-charts-'));
  cpSync(charts, folder, {
    recursive: true,
    filter: (path) => !/[\\/]charts[\\/][^\\/]+[\\/]charts([\\/]|$)/.test(path),
  });
  const env = {
    PATH: '',
    HOME: folder,
    HELM_CACHE_HOME: join(folder, 'helm'),
    HELM_CONFIG_HOME: join(folder, 'helm'),
    HELM_DATA_HOME: join(folder, 'helm'),
  };
  const helm = async (...args: string[]): Promise<string> =>
    (await run(program, args, { cwd: folder, env, maxBuffer: 64 * 1024 * 1024 })).stdout;
  const thin = readdirSync(charts).filter(
    (name) => !['service', 'platform'].includes(name) && existsSync(join(charts, name, 'Chart.yaml')),
  );
  const names = [...thin, 'platform'];
  for (const chart of names) await helm('dependency', 'update', chart);
  return {
    folder,
    names,
    helm,
    render: (site, ...more) =>
      helm('template', 'egov', 'platform', '--namespace', 'egov', ...sites[site], ...more),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
