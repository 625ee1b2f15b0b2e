import { join } from 'node:path';
import { applications } from '../bench/dossiers/applications.ts';
import { fillBehind } from '../bench/read-models/fill-behind.ts';
import type { OpenTarget } from './open-target.ts';

/** A scenario of k6 as `npm run load` knows it. */
export type ScenarioPlan = Readonly<{
  name: string;
  about: string;
  /** Its default duration and rate, and what the rate counts. */
  seconds: number;
  rate: number;
  counts: string;
  /** The portals that it needs. */
  portals?: true;
  /** The rate is a number of officials, limited by those of the province. */
  officials?: true;
  /** Prepares the run's own platform with so many dossiers. */
  prepare?: (own: NonNullable<OpenTarget['own']>, dossiers: number, say: (line: string) => void) => void;
  dossiers?: number;
  /** A service that is killed at half time and raised again, on the run's own platform only. */
  kills?: 'procedures';
  /** The memory of each process must not grow once it is warm. */
  flatMemory?: true;
}>;

/** Every scenario; each is a file of the same name below `loadtest/k6/scenarios`. */
export const scenarios: readonly ScenarioPlan[] = [
  {
    name: 'submit-dossier',
    about: 'whole lives of dossiers, four durable commands each, at a steady rate',
    seconds: 60,
    rate: 25,
    counts: 'lives a second',
  },
  {
    name: 'officer-day',
    about: 'officials at their desks, with the pauses of a person who reads a page',
    seconds: 300,
    rate: 40,
    counts: 'officials',
    portals: true,
    officials: true,
  },
  {
    name: 'citizen-follow',
    about: 'citizens look up their dossier by its slip and keep the page open, which is notified of changes',
    seconds: 120,
    rate: 50,
    counts: 'citizens',
    portals: true,
  },
  {
    name: 'counter-rush',
    about: 'Monday, half past seven: ten times the usual receipts, then the queue',
    seconds: 120,
    rate: 10,
    counts: 'receipts a second on an ordinary day',
  },
  {
    name: 'list-and-search',
    about: 'lists, searches and counts of a desk',
    seconds: 60,
    rate: 50,
    counts: 'queries a second',
    dossiers: 1_000_000,
    prepare: dossiersBehind,
  },
  {
    name: 'mixed-day',
    about: 'a year of 61,000 dossiers on one day, with officials and citizens, shortened to the run',
    seconds: 600,
    rate: 2.1,
    counts: 'lives a second',
    portals: true,
  },
  {
    name: 'soak',
    about: 'an hour of steady work; memory stays flat',
    seconds: 3_600,
    rate: 10,
    counts: 'lives a second',
    portals: true,
    flatMemory: true,
  },
  {
    name: 'spike',
    about: 'ten times as many dossiers from one second to the next, and back',
    seconds: 60,
    rate: 25,
    counts: 'lives a second',
  },
  {
    name: 'fault',
    about: 'procedures is killed under load; nothing acknowledged is lost',
    seconds: 40,
    rate: 15,
    counts: 'lives a second',
    kills: 'procedures',
  },
];

function dossiersBehind(
  { platform, folder }: NonNullable<OpenTarget['own']>,
  dossiers: number,
  say: (line: string) => void,
): void {
  say(`Filling the lists with ${dossiers.toLocaleString('en-US')} dossiers ...`);
  fillBehind(
    platform.services.procedures.pid,
    join(folder, 'procedures'),
    dossiers,
    applications()[0]?.agencyId ?? '',
  );
}
