import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keycloakDistribution } from '../keycloak/distribution.ts';
import { clamdProgram } from '../parts/clamd.ts';
import { endMarkedWithThisProcess } from '../processes/end-marked-with-this-process.ts';
import { endMarkedProcesses, TEST_RUN } from '../processes/marked-processes.ts';
import { chromium } from '../tools/chromium.ts';
import { promtool } from '../tools/prometheus.ts';
import { tool } from '../tools/tool.ts';
import { zipkin } from '../tools/zipkin.ts';
import type { Failure, Outcome, StageContext } from './outcome.ts';
import { hasTestFile } from './jest-stage.ts';
import { stages, type StageName } from './stages.ts';

export type Proof = Readonly<{ stages: readonly StageName[]; patterns: readonly string[] }>;

const say = (line: string) => {
  process.stdout.write(`${line}\n`);
};

/** Runs the stages in order and prints what failed, then one line of counts; returns the exit code. */
export async function prove({ stages: wanted, patterns }: Proof): Promise<number> {
  const mark = { name: TEST_RUN, value: randomUUID() };
  endMarkedWithThisProcess(mark);
  const scratch = mkdtempSync(join(tmpdir(), 'egov-test-'));
  const interrupt = new AbortController();
  const interrupted = (signal: NodeJS.Signals) => {
    say(`${signal}: ending what was started ...`);
    interrupt.abort();
  };
  process.on('SIGINT', interrupted).on('SIGTERM', interrupted);
  const context: StageContext = {
    patterns,
    scratch,
    env: { [mark.name]: mark.value },
    note: (line) => {
      say(`  ${line}`);
    },
    signal: interrupt.signal,
  };

  const failures: Failure[] = [];
  let passed = 0;
  try {
    const chosen = await withTestFiles(wanted, patterns);
    if (chosen.length === 0)
      failures.push({ name: 'the run', detail: `No test file matches ${patterns.join(', ')}.` });
    for (const name of chosen) {
      if (interrupt.signal.aborted) break;
      const outcome = await runStage(name, context);
      passed += outcome.passed;
      failures.push(...outcome.failures);
    }
    if (interrupt.signal.aborted) failures.push({ name: 'the run', detail: 'was interrupted' });
  } finally {
    const leaked = await endMarkedProcesses(mark);
    if (leaked.length > 0 && !interrupt.signal.aborted) {
      failures.push({
        name: 'every process that was started has ended',
        detail: leaked.map(({ pid, command }) => `left running, now ended: ${pid} ${command}`).join('\n'),
      });
    }
    rmSync(scratch, { recursive: true, force: true });
  }
  for (const { name, detail } of failures)
    say(
      `\n✕ ${name}\n${detail
        .split('\n')
        .map((line) => `  ${line}`)
        .join('\n')}`,
    );
  say(`${failures.length > 0 ? '\n' : ''}${passed} passed, ${failures.length} failed`);
  return failures.length > 0 ? 1 : 0;
}

/** Returns the stages that have a test file to run, so that nothing is installed for one that has none. */
async function withTestFiles(
  wanted: readonly StageName[],
  patterns: readonly string[],
): Promise<readonly StageName[]> {
  if (patterns.length === 0) return wanted;
  const chosen: StageName[] = [];
  for (const name of wanted) if (name === 'static' || (await hasTestFile(name, patterns))) chosen.push(name);
  return chosen;
}

async function runStage(name: StageName, context: StageContext): Promise<Outcome> {
  const start = performance.now();
  say(`${name} ...`);
  const outcome = await (name === 'int' || name === 'e2e' ? withTools(name, context) : stages[name](context));
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  say(`${name}: ${outcome.passed} passed, ${outcome.failures.length} failed, ${seconds} s`);
  return outcome;
}

/**
 * Installs what the tests of this stage start, one after the other, so that no test waits for a compiler and
 * no two install the same thing at once.
 */
async function withTools(name: 'int' | 'e2e', context: StageContext): Promise<Outcome> {
  try {
    for (const name of ['nats-server', 'helm', 'kubeconform'] as const) await tool(name, context.note);
    await keycloakDistribution(context.note);
    if (name === 'int') {
      await tool('otel-collector', context.note);
      await promtool(context.note);
      await zipkin(context.note);
    }
    if (name === 'e2e') {
      await tool('k6', context.note);
      await chromium(context.note);
      await clamdProgram(context.note);
    }
  } catch (error) {
    return {
      passed: 0,
      failures: [
        { name: `${name} was not run`, detail: error instanceof Error ? error.message : String(error) },
      ],
    };
  }
  return stages[name](context);
}
