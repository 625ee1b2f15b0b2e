// A whole year of the province, 61,000 dossiers, on one office day of eight hours (2.1 lives a second),
// shortened to the run: the morning's rush, the empty noon, the afternoon, with officials at their desks and
// citizens who follow. Promise: 95 of 100 commands within 100 ms, 99 of 100 pages within 500 ms, nothing
// fails and nothing is shed.
import exec from 'k6/execution';
import { follow, slips, type Slip } from '../lib/follower.ts';
import { live } from '../lib/life.ts';
import { atTheDesk } from '../lib/at-the-desk.ts';
import { people, shaped } from '../lib/profiles.ts';
import { common, perSecond, seconds } from '../lib/run.ts';

export { handleSummary } from '../lib/run.ts';

const OFFICIALS = 20;
const FOLLOWERS = 20;
const OPEN_SECONDS = 15;

export const options = {
  ...common,
  scenarios: {
    counters: {
      ...shaped(perSecond, seconds, [
        [0.05, 2.5],
        [0.2, 1.6],
        [0.45, 1],
        [0.5, 0.1],
        [0.6, 0.1],
        [0.65, 1.4],
        [0.9, 0.8],
        [1, 0.3],
      ]),
      exec: 'counter',
    },
    officials: { ...people(OFFICIALS, seconds), exec: 'official' },
    citizens: { ...people(FOLLOWERS, Math.max(1, seconds - OPEN_SECONDS)), exec: 'citizen' },
  },
  thresholds: {
    failed: ['rate==0'],
    shed: ['count==0'],
    command: ['p(95)<100'],
    page: ['p(99)<500'],
    dropped_iterations: ['count==0'],
  },
};

export const setup = (): readonly Slip[] => slips(FOLLOWERS);

export const counter = (): void => {
  live(exec.scenario.iterationInTest);
};

export const official = atTheDesk;

export const citizen = (all: readonly Slip[]): void => {
  follow(all, OPEN_SECONDS, false);
};
