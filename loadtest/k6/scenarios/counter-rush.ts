// Monday, half past seven: doors open, and every counter of the province receives at once; the queue is gone
// within the hour (shortened to the run). Promise: no receipt fails, none is shed, 95 of 100 take less than a
// second.
import exec from 'k6/execution';
import { receive } from '../lib/life.ts';
import { shaped } from '../lib/profiles.ts';
import { common, perSecond, seconds } from '../lib/run.ts';
import { pick, target } from '../lib/target.ts';

export { handleSummary } from '../lib/run.ts';

export const options = {
  ...common,
  scenarios: {
    receipts: shaped(perSecond, seconds, [
      [0.1, 0.1],
      [0.15, 10],
      [0.35, 10],
      [0.6, 4],
      [1, 1],
    ]),
  },
  thresholds: {
    failed: ['rate==0'],
    shed: ['count==0'],
    command: ['p(95)<1000'],
    dropped_iterations: ['count==0'],
  },
};

export default function counterRush(): void {
  receive(pick(target.applications, exec.scenario.iterationInTest), exec.scenario.iterationInTest);
}
