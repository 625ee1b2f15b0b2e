import type { Promised } from './promises.ts';
import type { ProfileLine } from './profile.ts';
import type { Second } from './seconds.ts';

/** Memory of a process over a run (PSS), in megabytes by second. */
export type MemoryLine = Readonly<{
  name: string;
  points: readonly Readonly<{ at: number; megabytes: number }>[];
}>;

/** A figure of a run; `better` is the direction of improvement, if it has one. */
export type Figure = Readonly<{ name: string; value: number; unit: string; better?: 'more' | 'less' }>;

/** The results of a run, as they are written to a file. */
export type LoadResult = Readonly<{
  scenario: string;
  about: string;
  platform: string;
  /** When it began (ISO 8601), its duration, and the requested rate. */
  began: string;
  forSeconds: number;
  rate: number;
  counts: string;
  machine: Readonly<{ cpu: string; cores: number; loadBefore: number }>;
  promises: readonly Promised[];
  figures: readonly Figure[];
  seconds: readonly Second[];
  memory: readonly MemoryLine[];
  /** Where each process spent its time from start to end, if that was requested. */
  profile?: readonly ProfileLine[];
  /** Other things that happened, such as a process that was killed. */
  events: readonly Readonly<{ at: number; what: string }>[];
  /** The failures, in the platform's words, each with its count. */
  complaints: readonly Readonly<{ what: string; times: number }>[];
}>;
