import type { Promised } from './promises.ts';
import type { ProfileLine } from './profile.ts';
import type { Second } from './seconds.ts';

/** Memory of a process over a run: its own and its share of what is shared (PSS), megabytes by second. */
export type MemoryLine = Readonly<{
  name: string;
  points: readonly Readonly<{ at: number; megabytes: number }>[];
}>;

/** A figure of a run; `better` says which way is good, where one is. */
export type Figure = Readonly<{ name: string; value: number; unit: string; better?: 'more' | 'less' }>;

/** Everything that a run found, as it is written to a file. */
export type LoadResult = Readonly<{
  scenario: string;
  about: string;
  platform: string;
  /** When it began (ISO 8601), for how long, and how many a second were asked for. */
  began: string;
  forSeconds: number;
  rate: number;
  counts: string;
  machine: Readonly<{ cpu: string; cores: number; loadBefore: number }>;
  promises: readonly Promised[];
  figures: readonly Figure[];
  seconds: readonly Second[];
  memory: readonly MemoryLine[];
  /** Where each process spent its time, from its start to its end, where that was asked for. */
  profile?: readonly ProfileLine[];
  /** What happened besides, such as a process that was ended. */
  events: readonly Readonly<{ at: number; what: string }>[];
  /** What failed, in the platform's words, each once with its number. */
  complaints: readonly Readonly<{ what: string; times: number }>[];
}>;
