/** One event of a case, as it is in the file. */
export type LoggedEvent = Readonly<{
  activity: string;
  /** Absent where the file names nobody. */
  resource?: string;
  occurred: Date;
  /** Life cycle transition, e.g. `complete`. */
  transition?: string;
}>;

/** One case with its events in the order of the file. */
export type LoggedCase = Readonly<{
  caseId: string;
  attributes: Readonly<Record<string, string>>;
  events: readonly LoggedEvent[];
}>;

/** A row or element that could not be read: its line, and the rule that it breaks. */
export type Malformed = Readonly<{ line: number; reason: string }>;

/** The items of a log, in the order of the file. */
export type LogItem = Readonly<
  { kind: 'case'; case: LoggedCase } | { kind: 'malformed'; malformed: Malformed }
>;
