import { expect, test } from '@jest/globals';
import { profileLine, type CpuProfile } from './profile.ts';

const frame = (functionName: string, url = '') => ({ functionName, url });
const thread = (samples: readonly number[], timeDeltas: readonly number[]): CpuProfile => ({
  nodes: [
    { id: 1, callFrame: frame('(root)'), children: [2, 3, 4, 5] },
    { id: 2, callFrame: frame('(idle)') },
    { id: 3, callFrame: frame('(garbage collector)') },
    {
      id: 4,
      callFrame: frame('decide', 'file:///egov/services/procedures/src/domain/dossier/decide.ts'),
      children: [6],
    },
    {
      id: 5,
      callFrame: frame(
        'send',
        'file:///egov/node_modules/.pnpm/@grpc+grpc-js@1/node_modules/@grpc/grpc-js/build/src/call.js',
      ),
      children: [7],
    },
    { id: 6, callFrame: frame('stringify') },
    { id: 7, callFrame: frame('write', 'node:internal/http2/core') },
  ],
  samples,
  timeDeltas,
});

test('the time of a process is split by package, and waiting is not work', () => {
  const { workSeconds, parts } = profileLine('procedures', [
    thread([2, 4, 5, 7], [9_000_000, 1_000_000, 2_000_000, 1_000_000]),
  ]);
  expect(workSeconds).toBe(4);
  expect(parts).toEqual([
    { part: '@grpc/grpc-js', share: 0.5 },
    { part: 'services/procedures: domain', share: 0.25 },
    { part: 'node:internal/http2', share: 0.25 },
  ]);
});

test('time of the engine counts for the calling file, and threads are added up', () => {
  const { parts } = profileLine('procedures', [thread([6, 3], [3_000_000, 500_000]), thread([3], [500_000])]);
  expect(parts).toEqual([
    { part: 'services/procedures: domain', share: 0.75 },
    { part: 'garbage collection', share: 0.25 },
  ]);
});
