// The queries of a desk, over a million dossiers when the platform belongs to the run: lists, searches,
// counts. Promise (README): a list or an indexed search takes less than 100 ms, like the whole desk (95 of
// 100), and nothing fails.
import exec from 'k6/execution';
import { failed, query, shed } from '../lib/measures.ts';
import { steady } from '../lib/profiles.ts';
import { common, perSecond, seconds } from '../lib/run.ts';
import { call } from '../lib/services.ts';
import { pick, target } from '../lib/target.ts';

export { handleSummary } from '../lib/run.ts';

export const options = {
  ...common,
  scenarios: { questions: steady(perSecond, seconds) },
  thresholds: { failed: ['rate==0'], shed: ['count==0'], query: ['p(95)<100'] },
};

const questions: readonly (readonly [kind: string, method: string, request: (turn: number) => object])[] = [
  [
    'desk of one agency',
    'ListDossiers',
    (turn) => ({ filter: { agencyId: pick(target.applications, turn).agencyId } }),
  ],
  [
    'an official’s work',
    'ListDossiers',
    (turn) => ({ filter: { officialId: pick(target.applications, turn).officialId } }),
  ],
  ['due first', 'ListDossiers', () => ({ order: 'DOSSIER_ORDER_DUE' })],
  [
    'search a rare name',
    'ListDossiers',
    (turn) => ({ filter: { text: `nguyen van an ${(turn * 8) % 9_000}` } }),
  ],
  ['search common words', 'ListDossiers', () => ({ filter: { text: 'dang ky khai sinh' } })],
  ['count by state', 'CountDossiers', () => ({})],
];

export default function ask(): void {
  const turn = exec.scenario.iterationInTest;
  const [kind, method, request] = pick(questions, turn);
  const called = call(`DossierQueryService/${method}`, request(turn));
  if (called.shed) shed.add(1);
  else failed.add(!called.ok, { query: kind });
  if (called.ok) query.add(called.milliseconds, { query: kind });
  else console.error(called.why);
}
