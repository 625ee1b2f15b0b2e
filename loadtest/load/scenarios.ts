import type { OpenTarget } from './open-target.ts';

/** A scenario of k6 as `npm run load` knows it. */
export type ScenarioPlan = Readonly<{
  name: string;
  about: string;
  /** What it runs for and how many a second when nothing else is said; what the rate counts. */
  seconds: number;
  rate: number;
  counts: string;
  /** The portals that it needs. */
  portals?: true;
  /** What is done to a platform of the run's own before, for so many dossiers. */
  prepare?: (own: NonNullable<OpenTarget['own']>, dossiers: number, say: (line: string) => void) => Promise<void>;
  dossiers?: number;
  /** A service that is ended as by a power cut at half time, and raised again; needs a platform of the run's own. */
  kills?: 'procedures';
  /** The memory of each process must not grow once it is warm. */
  flatMemory?: true;
}>;

/** Every scenario; each is a file of the same name below `loadtest/k6/scenarios`. */
export const scenarios: readonly ScenarioPlan[] = [
  { name: 'submit-dossier', about: 'whole lives of dossiers, four durable commands each, at a steady rate', seconds: 60, rate: 25, counts: 'lives a second' },
];
