import type { Benchmark } from '../measurement.ts';
import { grpcEcho } from './grpc-echo.ts';
import { sqliteGroupCommit } from './sqlite-group-commit.ts';

/** What the machine does without any code of ours. */
export const baselines: Benchmark = {
  name: 'baselines',
  about: 'bare grpc-js echo and bare node:sqlite group commit',
  run: async ({ folder, quick }) => {
    const seconds = quick ? 1 : 3;
    const one = await grpcEcho({ callers: 1, seconds });
    const many = await grpcEcho({ callers: 64, seconds });
    return [
      { name: 'bare grpc-js echo, 1 caller', value: one.perSecond, unit: '/s' },
      { name: 'bare grpc-js echo, 64 callers', value: many.perSecond, unit: '/s' },
      { name: 'bare grpc-js echo, 64 callers, p95', value: many.p95, unit: 'ms' },
      {
        name: 'bare node:sqlite, 1 row a commit',
        value: sqliteGroupCommit({ folder, group: 1, seconds }),
        unit: '/s',
      },
      {
        name: 'bare node:sqlite, 64 rows a commit',
        value: sqliteGroupCommit({ folder, group: 64, seconds }),
        unit: '/s',
      },
    ];
  },
};
