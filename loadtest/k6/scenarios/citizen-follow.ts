// Citizens look up their dossier by the slip and keep its page open, while officials write to them. Promise:
// 95 of 100 pages come within 500 ms, every open page is notified of what happens, nothing fails.
import exec from 'k6/execution';
import { follow, slips, write, type Slip } from '../lib/follower.ts';
import { steady } from '../lib/profiles.ts';
import { common, perSecond, seconds } from '../lib/run.ts';
import { pick } from '../lib/target.ts';

export { handleSummary } from '../lib/run.ts';

const DOSSIERS = 20;
/** Long enough for two messages to every dossier at two messages a second. */
const OPEN_SECONDS = 22;

export const options = {
  ...common,
  scenarios: {
    followers: {
      executor: 'constant-vus',
      vus: perSecond,
      duration: `${Math.max(1, seconds - OPEN_SECONDS)}s`,
      gracefulStop: `${OPEN_SECONDS + 30}s`,
      exec: 'followed',
    },
    officials: { ...steady(2, seconds + 10), exec: 'written' },
  },
  thresholds: { failed: ['rate==0'], page: ['p(95)<500'], told: ['count>0'] },
};

export const setup = (): readonly Slip[] => slips(DOSSIERS);

export const followed = (all: readonly Slip[]): void => {
  follow(all, OPEN_SECONDS, true);
};

export const written = (all: readonly Slip[]): void => {
  write(pick(all, exec.scenario.iterationInTest));
};
