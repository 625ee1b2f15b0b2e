import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { environment, toolsFolder, workspace } from '../config.ts';
import { runToEnd } from '../processes/run-to-end.ts';
import type { Failure, Outcome, Stage, StageContext } from './outcome.ts';

type JestStage = Readonly<{
  project: 'unit' | 'int' | 'e2e';
  workers: number;
  withinMs: number;
  /** What is printed while it runs. */ tells: 'files' | 'failures';
}>;

const KEPT_LINES = 40;
const jestProgram = join(workspace, 'node_modules', 'jest', 'bin', 'jest.js');

/** Returns whether a jest project has a test file whose path matches one of the patterns. */
export async function hasTestFile(
  project: JestStage['project'],
  patterns: readonly string[],
): Promise<boolean> {
  const args = [jestProgram, '--selectProjects', project, '--listTests', '--', ...patterns];
  const listed = await runToEnd({ what: 'jest --listTests', file: process.execPath, args, cwd: workspace });
  return listed.split('\n').some((line) => line.endsWith('.test.ts'));
}

const report = z.object({
  numPassedTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({
          status: z.string(),
          fullName: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});

/** Runs one jest project and reads its results from jest's own report. */
export function jestStage(stage: JestStage): Stage {
  return async (context) => {
    const outputFile = join(context.scratch, `${stage.project}.json`);
    const { code, tail } = await runJest(stage, context, outputFile);
    const found = await readReport(outputFile, stage);
    if (found === undefined || (code !== 0 && found.failures.length === 0)) {
      const name = `${stage.project}: jest ended with ${code}`;
      return { passed: found?.passed ?? 0, failures: [{ name, detail: tail.join('\n') }] };
    }
    return found;
  };
}

async function runJest(
  { project, workers, withinMs, tells }: JestStage,
  { patterns, env, note, scratch, signal }: StageContext,
  outputFile: string,
) {
  const args = [
    jestProgram,
    '--selectProjects',
    project,
    '--json',
    `--outputFile=${outputFile}`,
    `--maxWorkers=${workers}`,
    `--cacheDirectory=${join(toolsFolder, 'jest-cache')}`,
    '--',
    ...patterns,
  ];
  const child = spawn(process.execPath, args, {
    cwd: workspace,
    env: environment({ ...env, TMPDIR: scratch }),
    stdio: ['ignore', 'ignore', 'pipe'],
    signal: AbortSignal.any([signal, AbortSignal.timeout(withinMs)]),
    killSignal: 'SIGKILL',
  });
  const ended = new Promise<number | string | null>((resolve) => {
    child.once('error', (error) => {
      const cut = signal.aborted ? 'an interruption' : `no end after ${withinMs / 60_000} min`;
      resolve(error.name === 'AbortError' ? cut : error.message);
    });
    child.once('exit', (code, killedBy) => {
      resolve(code ?? killedBy);
    });
  });
  const tail: string[] = [];
  for await (const line of createInterface({ input: child.stderr })) {
    tail.push(line);
    if (tail.length > KEPT_LINES) tail.shift();
    if (line.startsWith(`FAIL ${project} `) || (tells === 'files' && line.startsWith(`PASS ${project} `)))
      note(line);
  }
  return { code: await ended, tail };
}

async function readReport(file: string, { project }: JestStage): Promise<Outcome | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const { numPassedTests, testResults } = report.parse(JSON.parse(text));
  const failures = testResults.flatMap(({ name: path, status, message, assertionResults }): Failure[] => {
    const name = path.slice(workspace.length + 1);
    const failed = assertionResults.filter((each) => each.status === 'failed');
    if (failed.length === 0)
      return status === 'failed' ? [{ name: `${project}: ${name}`, detail: message }] : [];
    return failed.map((each) => ({
      name: `${project}: ${name}: ${each.fullName}`,
      detail: each.failureMessages?.join('\n') ?? message,
    }));
  });
  return { passed: numPassedTests, failures };
}
