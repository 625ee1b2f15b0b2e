// Ten times as many dossiers from one second to the next, and back: the platform sheds what it cannot handle
// (RESOURCE_EXHAUSTED), at once. Promise (README): what it accepts takes less than a second (95 of 100), and
// nothing else fails.
import exec from 'k6/execution';
import { live } from '../lib/life.ts';
import { shaped } from '../lib/profiles.ts';
import { common, perSecond, seconds } from '../lib/run.ts';

export { handleSummary } from '../lib/run.ts';

export const options = {
  ...common,
  scenarios: {
    lives: shaped(perSecond, seconds, [
      [0.3, 1],
      [0.31, 10],
      [0.5, 10],
      [0.51, 1],
      [1, 1],
    ]),
  },
  thresholds: { failed: ['rate==0'], command: ['p(95)<1000'] },
};

export default function spike(): void {
  live(exec.scenario.iterationInTest);
}
