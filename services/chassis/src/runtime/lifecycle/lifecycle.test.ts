import { EventEmitter } from 'node:events';
import { expect, test } from '@jest/globals';
import { eventually } from '../../testing/eventually.ts';
import { silentLogger } from '../logger/logger.ts';
import { type HostProcess, lifecycle } from './lifecycle.ts';

function host(): { emitter: EventEmitter; codes: number[]; process: HostProcess } {
  const emitter = new EventEmitter();
  const codes: number[] = [];
  return {
    emitter,
    codes,
    process: { on: (event, listener) => emitter.on(event, listener), exit: (code) => void codes.push(code) },
  };
}

const start = (graceMs?: number) => {
  const { emitter, codes, process } = host();
  return {
    emitter,
    codes,
    life: lifecycle({ logger: silentLogger, host: process, ...(graceMs === undefined ? {} : { graceMs }) }),
  };
};

test('what was opened last is closed first, one after the other', async () => {
  const { emitter, codes, life } = start();
  const closed: string[] = [];
  await life.start(async () => {
    life.onStop('store', () => closed.push('store'));
    life.onStop('server', async () => {
      await Promise.resolve();
      closed.push('server');
    });
  });
  expect(life.state()).toBe('RUNNING');
  emitter.emit('SIGTERM');
  expect(life.state()).toBe('DRAINING');
  expect(await life.ended).toBe('STOPPED');
  expect(closed).toEqual(['server', 'store']);
  expect(codes).toEqual([0]);
});

test('a failed start closes what it had opened and exits with 1', async () => {
  const { codes, life } = start();
  const closed: string[] = [];
  await life.start(async () => {
    life.onStop('store', () => closed.push('store'));
    throw new Error('the port is taken');
  });
  expect(await life.ended).toBe('FAILED');
  expect([closed, codes]).toEqual([['store'], [1]]);
});

test('a step that fails to close does not keep the others open, but the exit code is 1', async () => {
  const { codes, life } = start();
  const closed: string[] = [];
  life.onStop('store', () => closed.push('store'));
  life.onStop('server', () => {
    throw new Error('stuck');
  });
  await life.stop('asked');
  expect([life.state(), closed, codes]).toEqual(['FAILED', ['store'], [1]]);
});

test('a second signal ends it by force', async () => {
  const { emitter, codes, life } = start();
  const gate = Promise.withResolvers<void>();
  life.onStop('server', () => gate.promise);
  emitter.emit('SIGTERM');
  emitter.emit('SIGTERM');
  expect(codes).toEqual([1]);
  gate.resolve();
  await life.ended;
});

test('the end of the grace period ends it by force', async () => {
  const { emitter, codes, life } = start(5);
  const gate = Promise.withResolvers<void>();
  life.onStop('server', () => gate.promise);
  emitter.emit('SIGTERM');
  await eventually(() => codes.length > 0);
  expect(codes).toEqual([1]);
  gate.resolve();
  await life.ended;
});

test('an unhandled error drains and exits with 1', async () => {
  const { emitter, codes, life } = start();
  emitter.emit('unhandledRejection', new Error('lost'));
  expect(await life.ended).toBe('FAILED');
  expect(codes).toEqual([1]);
});
