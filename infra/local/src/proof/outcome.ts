/** The result of a stage: how many checks passed, and each that failed with its output. */
export type Outcome = Readonly<{ passed: number; failures: readonly Failure[] }>;
export type Failure = Readonly<{ name: string; detail: string }>;

export type StageContext = Readonly<{
  patterns: readonly string[];
  /** Removed after the run. */
  scratch: string;
  env: Readonly<Record<string, string>>;
  note: (line: string) => void;
  signal: AbortSignal;
}>;

export type Stage = (context: StageContext) => Promise<Outcome>;
