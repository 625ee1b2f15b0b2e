// Work goes on while procedures is ended as by a power cut (npm run load does it at half time) and comes
// back: officials send again what was not answered. Promise: nothing acknowledged is lost and no code given
// twice; npm run load reads every dossier back and adds that.
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
