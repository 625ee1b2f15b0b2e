import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { afterEach, expect, test } from '@jest/globals';
import { status } from '@grpc/grpc-js';
import { eventually } from '../../testing/eventually.ts';
import { callersFor, failureOf } from '../../testing/grpc-callers.ts';
import { PersonServiceDefinition } from '../grpc/test-support/people-service.ts';

const program = `${import.meta.dirname}/test-support/served-process.ts`;
const request = () => ({ requestId: randomUUID(), personId: randomUUID(), reason: 'asked for' });

let child: ChildProcessWithoutNullStreams;

afterEach(() => {
  if (child.exitCode === null) child.kill('SIGKILL');
});

async function start(...options: string[]) {
  child = spawn(process.execPath, [program, ...options]);
  const said: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => said.push(...text.trim().split('\n')));
  const url = await eventually(() => said.find((line) => line.startsWith('grpc://')));
  const callers = callersFor(PersonServiceDefinition, url);
  return { said, callers, client: callers.as({ permissions: ['person.forget'] }) };
}

test('a service stopped during a call finishes it, accepts no other, closes in reverse', async () => {
  const { said, callers, client } = await start('60000');
  const call = client.forgetPerson(request());
  await eventually(() => said.includes('call begun'));
  child.kill('SIGTERM');
  await eventually(async () => {
    const refused = await failureOf(
      callers.as({ permissions: ['person.forget'] }).forgetPerson(request(), { deadlineMs: 1_000 }),
    );
    return refused.code === status.UNAVAILABLE;
  });
  expect(child.exitCode).toBeNull();
  child.stdin.write('go\n');
  expect(await call).toEqual({ revision: 7n, position: 42n });
  const [code] = (await once(child, 'exit')) as [number];
  callers.close();
  expect(code).toBe(0);
  expect(said.filter((line) => line !== 'call begun').slice(1)).toEqual([
    'draining',
    'server closed',
    'store closed',
  ]);
});

test('a call that never ends does not keep the service alive', async () => {
  const { said, callers, client } = await start('300');
  const call = failureOf(client.forgetPerson(request()));
  await eventually(() => said.includes('call begun'));
  child.kill('SIGTERM');
  const [code] = (await once(child, 'exit')) as [number];
  expect(code).toBe(1);
  expect((await call).code).toBe(status.UNAVAILABLE);
  callers.close();
});
