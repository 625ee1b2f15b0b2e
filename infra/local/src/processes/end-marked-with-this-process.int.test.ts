import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { eventually } from '@egov/chassis/testing';
import { endMarkedProcesses, markedProcesses } from './marked-processes.ts';

test('what a killed process has started ends by itself', async () => {
  const mark = { name: 'EGOV_SAMPLE', value: randomUUID() };
  const script = `
    const { endMarkedWithThisProcess } = await import(process.argv[1]);
    const { spawn } = await import('node:child_process');
    endMarkedWithThisProcess(${JSON.stringify(mark)});
    spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
      detached: true,
      stdio: 'ignore',
      env: { ${mark.name}: '${mark.value}' },
    });
    process.stdout.write('up');
    setInterval(() => {}, 1000);`;
  const ends = join(import.meta.dirname, 'end-marked-with-this-process.ts');
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script, ends], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    await once(parent.stdout, 'data');
    await eventually(() => markedProcesses(mark).length === 1);
    parent.kill('SIGKILL');
    await eventually(() => markedProcesses(mark).length === 0);
  } finally {
    parent.kill('SIGKILL');
    expect(await endMarkedProcesses(mark)).toEqual([]);
  }
});
