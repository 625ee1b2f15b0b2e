/** One figure of a benchmark. */
export type Measurement = Readonly<{
  name: string;
  value: number;
  /** Unit as printed, e.g. `/s`, `ms`, `MB`. */
  unit: string;
  /** The figure of the baseline in the same run and the same unit; the report shows the ratio. */
  baseline?: Readonly<{ name: string; value: number }>;
  /** The promise that this figure must keep. */
  bar?: Readonly<{ at: 'least' | 'most'; value: number }>;
}>;

/** A benchmark: limited in time and requests; it raises what it needs and ends it. */
export type Benchmark = Readonly<{
  name: string;
  about: string;
  run: (options: BenchOptions) => Promise<readonly Measurement[]>;
}>;

export type BenchOptions = Readonly<{
  /** An empty folder for this run, removed afterwards. */
  folder: string;
  /** Shortens each measurement; its figures are only an indication. */
  quick: boolean;
  say: (line: string) => void;
}>;

/** Whether a figure keeps its promise; undefined where there is none. */
export const kept = ({ value, bar }: Measurement): boolean | undefined =>
  bar && (bar.at === 'least' ? value >= bar.value : value <= bar.value);
