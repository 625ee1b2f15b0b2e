import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { compare, keep, keptRun } from './kept-run.ts';
import type { LoadResult } from './load-result.ts';
import { raiseTarget, remoteTarget, runningTarget, type OpenTarget } from './open-target.ts';
import { profiling, readProfiles } from './profile.ts';
import { reportPage } from './report-page.ts';
import { reportText } from './report-text.ts';
import { runScenario } from './run-scenario.ts';
import { scenarios, type ScenarioPlan } from './scenarios.ts';

type Options = Readonly<{
  target?: string;
  platform?: string;
  isolated?: true;
  for?: number;
  rate?: number;
  dossiers?: number;
  out: string;
  keep?: true;
  profile?: true;
  list?: true;
}>;

const interrupted = 130;
const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

function duration(text: string): number {
  const [, number = '', unit = 's'] = /^(\d+)(s|m|h)?$/.exec(text) ?? [];
  const seconds = Number(number) * { s: 1, m: 60, h: 3_600 }[unit as 's' | 'm' | 'h'];
  if (!(seconds >= 1 && seconds <= 86_400))
    throw new InvalidArgumentError('such as 30s, 10m or 1h, up to 24h.');
  return seconds;
}

const positive =
  (most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!(value > 0 && value <= most)) throw new InvalidArgumentError(`a number above 0, up to ${most}.`);
    return value;
  };

const program = new Command('npm run load --')
  .description(
    'Loads the platform with k6 as an office does, checks its promises and writes a page ' +
      'about it; exits with 1 when a promise was broken.',
  )
  .argument('[scenario]', `which: ${scenarios.map(({ name }) => name).join(', ')}`)
  .option(
    '--isolated',
    'raise a platform for this run alone, on free ports in a temporary folder, and remove both afterwards',
  )
  .option('--platform <file>', 'platform.json of the running platform; that of npm start when absent')
  .option(
    '--target <file>',
    'a platform elsewhere: JSON with services (host:port of each), issuer, clientSecret, ' +
      'accountPassword, and for pages staff, citizens',
  )
  .option('--for <time>', 'how long, 30s, 10m, 1h', duration)
  .option(
    '--rate <number>',
    'how many a second, or how many people; --list shows what a scenario counts',
    positive(10_000),
  )
  .option(
    '--dossiers <count>',
    'how many dossiers the lists contain; only with --isolated',
    positive(10_000_000),
  )
  .option('--out <folder>', 'folder for the JSON and the page', 'out/load')
  .option('--keep', 'keep this run: later ones of the scenario are compared with it')
  .option('--profile', 'report where each process spent its time; only with --isolated, and slower')
  .option('--list', 'list what each scenario does')
  .action(run);

async function run(name: string | undefined, options: Options): Promise<void> {
  if (options.list || name === undefined) return console.log(scenarios.map(lineOf).join('\n'));
  const plan = scenarios.find((each) => each.name === name);
  if (plan === undefined) return program.error(`There is no scenario ${name}; --list shows them.`);
  const stop = new AbortController();
  const onSignal = (): void => {
    if (stop.signal.aborted) process.exit(interrupted);
    say('\nEnding; press again to end at once.');
    stop.abort();
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  const folder = mkdtempSync(join(tmpdir(), 'egov-load-'));
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once('exit', remove);
  let open: OpenTarget | undefined;
  const profiles = join(folder, 'profiles');
  try {
    open = await openFor(plan, options, join(folder, 'platform'), options.profile ? profiling(profiles) : {});
    const wanted = {
      forSeconds: options.for ?? plan.seconds,
      rate: options.rate ?? plan.rate,
      folder,
      say,
      signal: stop.signal,
    };
    if (plan.officials && wanted.rate > open.target.officials.length)
      throw new Error(
        `The reference province has ${open.target.officials.length} officials with a desk, ` +
          'each logged in once: --rate up to that.',
      );
    if (open.own !== undefined && plan.prepare !== undefined)
      plan.prepare(open.own, options.dossiers ?? plan.dossiers ?? 0, say);
    say(
      `${plan.name}: ${plan.about}; ${wanted.rate} ${plan.counts} for ${wanted.forSeconds} s ` +
        `against ${open.name}`,
    );
    const result = await runScenario(plan, open, wanted);
    if (options.profile) {
      const processes = open.processes();
      await open.close();
      open = undefined;
      finish({ ...result, profile: readProfiles(profiles, processes) }, options, stop.signal.aborted);
    } else finish(result, options, stop.signal.aborted);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = stop.signal.aborted ? interrupted : 2;
  } finally {
    await open?.close();
  }
  // An idle connection to the platform would keep the process alive.
  process.exit();
}

async function openFor(
  plan: ScenarioPlan,
  { target, platform, isolated, dossiers, profile }: Options,
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<OpenTarget> {
  if (plan.kills !== undefined && !isolated)
    throw new Error(`${plan.name} kills a process: it requires --isolated.`);
  if (profile && !isolated)
    throw new Error('--profile covers each process until its end: it requires --isolated.');
  if (dossiers !== undefined && !isolated)
    throw new Error('--dossiers fills the platform: it requires --isolated.');
  if (isolated) {
    mkdirSync(folder);
    say('Raising a platform for this run ...');
    return raiseTarget(folder, say, env);
  }
  const open = target === undefined ? runningTarget(platform) : remoteTarget(target);
  if (plan.portals && (open.target.staff === undefined || open.target.citizens === undefined))
    throw new Error(`${plan.name} opens pages: add the portals (staff, citizens) to the file.`);
  return open;
}

function finish(result: LoadResult, { out, keep: kept }: Options, aborted: boolean): void {
  const compared = compare(result.figures, keptRun(out, result.scenario));
  mkdirSync(out, { recursive: true });
  const base = join(out, `${result.scenario}-${result.began.replaceAll(/[:.]/g, '-')}`);
  writeFileSync(`${base}.json`, `${JSON.stringify(result, null, 1)}\n`);
  writeFileSync(`${base}.html`, reportPage(result, compared));
  console.log(reportText(result, compared));
  console.log(`\n${base}.html`);
  if (kept && !aborted) keep(out, result.scenario, `${base}.json`);
  process.exitCode = aborted ? interrupted : result.promises.every((promise) => promise.kept) ? 0 : 1;
}

const lineOf = ({ name, about, seconds, rate, counts }: ScenarioPlan): string =>
  `${name.padEnd(16)} ${about}; ${rate} ${counts}, ` +
  `${seconds >= 3_600 ? `${seconds / 3_600} h` : seconds >= 120 ? `${seconds / 60} min` : `${seconds} s`}`;

await program.parseAsync();
