import { jestStage } from './jest-stage.ts';
import type { Stage } from './outcome.ts';
import { staticStage } from './static-stage.ts';

const minutes = (count: number) => count * 60_000;

export const stages = {
  static: staticStage,
  unit: jestStage({ project: 'unit', workers: 2, withinMs: minutes(8), tells: 'failures' }),
  int: jestStage({ project: 'int', workers: 2, withinMs: minutes(20), tells: 'files' }),
  // Journeys raise whole platforms and kill parts of them: one at a time on two cores.
  e2e: jestStage({ project: 'e2e', workers: 1, withinMs: minutes(45), tells: 'files' }),
} as const satisfies Record<string, Stage>;

export type StageName = keyof typeof stages;
export const stageNames = Object.keys(stages) as readonly StageName[];
