// Procedures is killed under load (npm run load does it at half time) and comes back; officials repeat what
// was not acknowledged. Promise: nothing acknowledged is lost and no code is assigned twice; npm run load
// reads every dossier back to check that.
import exec from 'k6/execution';
import { live } from '../lib/life.ts';
import { steady } from '../lib/profiles.ts';
import { common, perSecond, seconds } from '../lib/run.ts';

export { handleSummary } from '../lib/run.ts';

export const options = {
  ...common,
  scenarios: { lives: steady(perSecond, seconds) },
  thresholds: { acknowledged: ['count>0'] },
};

export default function fault(): void {
  live(exec.scenario.iterationInTest);
}
