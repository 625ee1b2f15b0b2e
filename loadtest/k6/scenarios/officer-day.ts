// Officials at their desks, with the pauses of a person who reads a page: desk, search, a dossier, sometimes
// one received at the counter. Promise: 99 of 100 pages come within 500 ms, and none fails.
import { atTheDesk } from '../lib/at-the-desk.ts';
import { people } from '../lib/profiles.ts';
import { common, perSecond, seconds } from '../lib/run.ts';

export { handleSummary } from '../lib/run.ts';

export const options = {
  ...common,
  scenarios: { officials: people(perSecond, seconds) },
  thresholds: { failed: ['rate==0'], page: ['p(99)<500'] },
};

export default atTheDesk;
