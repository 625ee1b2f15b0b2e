import { expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { environment } from '../config.ts';
import { endMarkedProcesses } from './marked-processes.ts';

test('a process that outlives its run is found by the mark of the run, ended and named', async () => {
  const mark = { name: 'EGOV_SAMPLE', value: randomUUID() };
  const child = spawn(
    process.execPath,
    ['-e', 'console.log("up"); setInterval(() => {}, 1000)', 'forgotten'],
    {
      env: environment({ [mark.name]: mark.value }),
      detached: true,
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  const exit = once(child, 'exit');
  await once(child.stdout, 'data');

  expect(await endMarkedProcesses({ ...mark, value: randomUUID() })).toEqual([]);
  expect(await endMarkedProcesses(mark)).toEqual([
    { pid: child.pid, command: expect.stringContaining('forgotten') },
  ]);
  expect((await exit)[1]).toBe('SIGKILL');
});
