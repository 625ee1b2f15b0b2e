import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { tool, workspace } from '@egov/local/building';
import type { K6Summary } from './promises.ts';
import { gatherSeconds, type Second } from './seconds.ts';
import type { Target } from './target.ts';

const scripts = join(workspace, 'loadtest', 'k6', 'scenarios');
const PROTOSET = join(workspace, 'proto', 'gen', 'descriptor.binpb');
const SAID_EVERY_MS = 5_000;
/** k6's exit code when thresholds were crossed; the summary then exists. */
const CROSSED = 99;
const SHOWN = 5;

export type K6Run = Readonly<{
  seconds: readonly Second[];
  summary: K6Summary;
  /** Lines that the scenario printed. */
  said: readonly string[];
}>;
export type K6Plan = Readonly<{
  scenario: string;
  target: Target;
  forSeconds: number;
  rate: number;
  folder: string;
  env: Readonly<Record<string, string>>;
  say: (line: string) => void;
  signal?: AbortSignal;
}>;

/**
 * Runs one scenario to its end and returns its numbers; throws with k6's last lines when it could not run.
 */
export async function runK6(plan: K6Plan): Promise<K6Run> {
  const { say, signal } = plan;
  const own = mkdtempSync(join(plan.folder, 'k6-'));
  const files = {
    target: join(own, 'target.json'),
    summary: join(own, 'summary.json'),
    console: join(own, 'console.log'),
  };
  writeFileSync(files.target, JSON.stringify(plan.target), { mode: 0o600 });
  const program = await tool('k6', say);
  const began = Date.now();
  const child = started(program, plan, own, files);
  const end = (): void => {
    child.kill('SIGINT');
  };
  signal?.addEventListener('abort', end, { once: true });
  const errors: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors.push(...text.split('\n').filter(Boolean));
  });
  const gathered = gatherSeconds(began);
  const progress = setInterval(() => {
    say(progressLine(gathered.seconds(), (Date.now() - began) / 1_000));
  }, SAID_EVERY_MS);
  try {
    const exit = once(child, 'exit');
    await gathered.read(child.stdout);
    const [code] = (await exit) as [number | null];
    if (code !== 0 && code !== CROSSED && signal?.aborted !== true)
      throw new Error(`k6 ended with ${code ?? 'a signal'}:\n${errors.slice(-SHOWN).join('\n')}`);
  } finally {
    clearInterval(progress);
    signal?.removeEventListener('abort', end);
  }
  const said = readFileSync(files.console, 'utf8').split('\n').filter(Boolean);
  return {
    seconds: gathered.seconds(),
    summary: JSON.parse(readFileSync(files.summary, 'utf8')) as K6Summary,
    said: [...said, ...errors.filter((line) => !line.startsWith('thresholds on metrics'))],
  };
}

const options = ['--quiet', '--no-usage-report', '--log-format', 'raw', '--out', 'json=-'];

const started = (
  program: string,
  { scenario, forSeconds, rate, env }: K6Plan,
  home: string,
  files: Readonly<{ target: string; summary: string; console: string }>,
): ChildProcessByStdio<null, Readable, Readable> =>
  spawn(program, ['run', ...options, '--console-output', files.console, join(scripts, `${scenario}.ts`)], {
    cwd: workspace,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      HOME: home,
      EGOV_TARGET: files.target,
      EGOV_PROTOSET: PROTOSET,
      EGOV_SUMMARY: files.summary,
      EGOV_SECONDS: String(forSeconds),
      EGOV_RATE: String(rate),
      K6_NO_USAGE_REPORT: 'true',
      ...env,
    },
  });

function progressLine(seconds: readonly Second[], elapsed: number): string {
  const lately = seconds.slice(-6, -1);
  const sum = (of: (second: Second) => number): number => lately.reduce((all, second) => all + of(second), 0);
  const p95 = Math.max(0, ...lately.map((second) => second.p95));
  const answers = (sum(({ answered }) => answered) / Math.max(1, lately.length)).toFixed(0);
  return (
    `${Math.round(elapsed)} s: ${answers} answers a second, p95 up to ${p95} ms, ` +
    `${sum(({ shed }) => shed)} turned away, ${sum(({ failed }) => failed)} failed`
  );
}
