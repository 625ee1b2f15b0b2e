import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { afterEach, expect, test } from '@jest/globals';
import { programOf } from './program-of.ts';

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.stdin?.end();
});

/** Starts a program that says `ready` and ends with its input. */
async function ready(file: string, args: readonly string[]): Promise<number> {
  const child = spawn(file, [...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  started.push(child);
  await once(child.stdout, 'data');
  return child.pid ?? 0;
}

const waits = 'process.stdin.on("end", () => process.exit()).resume(); console.log("ready")';

test('the program of a start script is found', async () => {
  const shell = await ready('/bin/sh', ['-c', `"$0" -e '${waits}'; exit 0`, process.execPath]);
  const program = programOf(shell);
  expect(program).not.toBe(shell);
  expect(readFileSync(`/proc/${program}/cmdline`, 'utf8')).toContain('stdin');
});

test('a program without a start script is returned itself', async () => {
  const program = await ready(process.execPath, ['-e', waits]);
  expect(programOf(program)).toBe(program);
});
