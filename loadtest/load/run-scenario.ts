import { cpus, loadavg } from 'node:os';
import { platformClients, tokensOf } from '@egov/operations';
import { cpuOf } from '../bench/processes/cpu-of.ts';
import { figuresOf } from './figures.ts';
import type { Figure, LoadResult } from './load-result.ts';
import type { OpenTarget } from './open-target.ts';
import { promisesOf, type K6Summary } from './promises.ts';
import { readBack } from './read-back.ts';
import { runK6 } from './run-k6.ts';
import type { ScenarioPlan } from './scenarios.ts';
import { flatMemory, watchMemory } from './watch-memory.ts';

/** The options of a run. */
export type Wanted = Readonly<{
  forSeconds: number;
  rate: number;
  folder: string;
  say: (line: string) => void;
  signal: AbortSignal;
}>;

/**
 * Runs a scenario against an open platform, does to the platform what the scenario is about, and returns the
 * results.
 */
export async function runScenario(
  plan: ScenarioPlan,
  open: OpenTarget,
  { forSeconds, rate, folder, say, signal }: Wanted,
): Promise<LoadResult> {
  const began = Date.now();
  const [loadBefore = 0] = loadavg();
  const pids = () => Object.values(open.processes()).map((pid) => ({ pid }));
  const cpuBefore = cpuOf(pids());
  const memory = watchMemory(open.processes);
  const events: { at: number; what: string }[] = [];
  const fault = faultOf(plan, open, forSeconds, (what) => {
    events.push({ at: Math.round((Date.now() - began) / 1_000), what });
    say(what);
  });
  try {
    const run = await runK6({
      scenario: plan.name,
      target: open.target,
      forSeconds,
      rate,
      folder,
      say,
      signal,
      env: plan.kills === undefined ? {} : { EGOV_NOTES: 'yes', EGOV_PATIENT: 'yes' },
    });
    await fault.ended;
    const lines = memory.stop();
    const figures = figuresOf(run.summary);
    const cpu = cpuOf(pids()) - cpuBefore;
    return {
      scenario: plan.name,
      about: plan.about,
      platform: open.name,
      began: new Date(began).toISOString(),
      forSeconds,
      rate,
      counts: plan.counts,
      machine: { cpu: cpus()[0]?.model ?? '', cores: cpus().length, loadBefore },
      promises: [
        ...promisesOf(run.summary),
        ...(plan.flatMemory ? flatMemory(lines) : []),
        ...(plan.kills === undefined ? [] : await readBackFrom(open, run.said)),
      ],
      figures: [...figures, ...(plan.kills === undefined ? costOf(run.summary, cpu) : [])],
      seconds: run.seconds,
      memory: lines,
      events,
      complaints: complaintsOf(run.said),
    };
  } finally {
    fault.cancel();
    memory.stop();
  }
}

/** Processor time of all the platform's processes for one unit of the scenario's work. */
function costOf({ metrics }: K6Summary, cpuMs: number): readonly Figure[] {
  const [name = '', metric = ''] =
    [
      ['a life', 'lives'],
      ['a page', 'page'],
      ['a question', 'query'],
    ].find(([, each = '']) => metrics[each] !== undefined) ?? [];
  const done = metrics[metric]?.values['count'] ?? 0;
  return cpuMs > 0 && done > 0
    ? [{ name: `CPU of the platform for ${name}`, value: cpuMs / done, unit: 'ms', better: 'less' }]
    : [];
}

/** Kills a service at half time and raises it again. */
function faultOf(
  { kills }: ScenarioPlan,
  { own }: OpenTarget,
  forSeconds: number,
  say: (what: string) => void,
): Readonly<{ ended: Promise<void>; cancel: () => void }> {
  if (kills === undefined || own === undefined) return { ended: Promise.resolve(), cancel: () => undefined };
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(() => {
    const began = Date.now();
    say(`${kills} ended (kill -9)`);
    own.platform.replaceService(kills).then(() => {
      say(`${kills} ready again after ${((Date.now() - began) / 1_000).toFixed(1)} s`);
      resolve();
    }, reject);
  }, forSeconds * 500);
  return {
    ended: promise,
    cancel: () => {
      clearTimeout(timer);
      resolve();
    },
  };
}

async function readBackFrom({ target }: OpenTarget, notes: readonly string[]) {
  const {
    tokens: { url, clientSecret },
    accountPassword,
    services,
  } = target;
  const token = tokensOf(url.replace(/\/protocol\/openid-connect\/token$/, ''), {
    accountPassword,
    clientSecrets: { demo: clientSecret },
  });
  const clients = platformClients({ services, token: () => token('demo') });
  try {
    return await readBack(clients, notes);
  } finally {
    clients.close();
  }
}

function complaintsOf(said: readonly string[]): LoadResult['complaints'] {
  const times = new Map<string, number>();
  for (const line of said.filter((each) => !each.startsWith('acknowledged ')))
    times.set(line, (times.get(line) ?? 0) + 1);
  return [...times]
    .map(([what, count]) => ({ what, times: count }))
    .toSorted((a, b) => b.times - a.times)
    .slice(0, 20);
}
