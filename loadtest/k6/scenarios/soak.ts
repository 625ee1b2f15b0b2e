// An hour of steady work, lives and pages. npm run load watches the memory of each process and adds its own
// promise: flat once warm. Promise: 95 of 100 commands within 100 ms, 99 of 100 pages within 500 ms, nothing
// fails.
import exec from 'k6/execution';
import { live } from '../lib/life.ts';
import { atTheDesk } from '../lib/at-the-desk.ts';
import { people, steady } from '../lib/profiles.ts';
import { common, perSecond, seconds } from '../lib/run.ts';

export { handleSummary } from '../lib/run.ts';

const OFFICIALS = 5;

export const options = {
  ...common,
  scenarios: {
    counters: { ...steady(perSecond, seconds), exec: 'counter' },
    officials: { ...people(OFFICIALS, seconds), exec: 'official' },
  },
  thresholds: { failed: ['rate==0'], shed: ['count==0'], command: ['p(95)<100'], page: ['p(99)<500'] },
};

export const counter = (): void => {
  live(exec.scenario.iterationInTest);
};

export const official = atTheDesk;
