// Dossiers received at the counter, handed over, released, returned: four durable commands each, at a steady
// rate. Promise (README): at 25 lives (100 commands) a second 95 of 100 commands take less than 100 ms, and
// nothing fails.
import exec from 'k6/execution';
import { live } from '../lib/life.ts';
import { steady } from '../lib/profiles.ts';
import { common, perSecond, seconds } from '../lib/run.ts';

export { handleSummary } from '../lib/run.ts';

export const options = {
  ...common,
  scenarios: { lives: steady(perSecond, seconds) },
  thresholds: {
    failed: ['rate==0'],
    shed: ['count==0'],
    command: ['p(95)<100'],
    dropped_iterations: ['count==0'],
  },
};

export default function submitDossier(): void {
  live(exec.scenario.iterationInTest);
}
