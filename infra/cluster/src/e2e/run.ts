import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspace } from '@egov/local/building';
import { drain, killEach, refuseWrongValue, rollBack, scaleOut, upgradeUnderLoad } from './change.ts';
import { policiesEnforced, scalesByUse } from './guard.ts';
import { brokersAgree, browserJourney, grpcThroughIngress, helmTest, install } from './install.ts';
import { fill, restoreDrill } from './recover.ts';
import { buildCharts, prepareSite, type Site } from './site.ts';
import { uninstall } from './uninstall.ts';

/** What is done to a platform on a cluster, in this order. */
const steps = [
  ['install from nothing', install],
  ['helm test', helmTest],
  ['three brokers hold all there is', brokersAgree],
  ['another program through the ingress', grpcThroughIngress],
  ['an official works through the ingress', browserJourney],
  ['a stranger meets the network policies', policiesEnforced],
  ['a wrong value is refused', refuseWrongValue],
  ['upgrade under load', upgradeUnderLoad],
  ['roll back under load', rollBack],
  ['three replicas', scaleOut],
  ['replicas by use', scalesByUse],
  ['kill each pod', killEach],
  ['drain', drain],
  ['a hundred thousand dossiers', fill],
  ['backup, delete everything, restore', restoreDrill],
  ['uninstall', uninstall],
] as const satisfies readonly (readonly [string, (site: Site) => Promise<void>])[];

export const stepNames: readonly string[] = steps.map(([name]) => name);

/**
 * Runs the steps one after the other and writes the report; the first that fails ends the run. Returns how
 * many passed and failed.
 */
export async function proveOnCluster(
  given: Omit<Site, 'figure'>,
  only: readonly string[],
): Promise<Readonly<{ passed: number; failed: number }>> {
  const rows: string[] = [];
  const site: Site = {
    ...given,
    figure: (name, value) => {
      given.say(`    ${name}: ${value}`);
      rows.push(`| ${name} | ${value.replaceAll('|', '\\|')} |`);
    },
  };
  await buildCharts(site.helm);
  if (only.length === 0 || only.includes(steps[0][0])) await prepareSite(site);
  let [passed, failed] = [0, 0];
  for (const [name, run] of steps) {
    if (only.length > 0 && !only.includes(name)) continue;
    site.say(`${name} ...`);
    const began = Date.now();
    try {
      await run(site);
      passed += 1;
      site.say(`  held, ${((Date.now() - began) / 1_000).toFixed(0)} s`);
    } catch (error) {
      failed += 1;
      const why = error instanceof Error ? error.message : String(error);
      site.figure(`✕ ${name}`, why);
      break;
    }
  }
  const folder = join(workspace, 'out', 'cluster');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'report.md'), `| on the cluster | |\n|---|---|\n${rows.join('\n')}\n`);
  return { passed, failed };
}
