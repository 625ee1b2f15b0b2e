/** The state of a system projection. */
export interface ProjectionState {
  readonly name: string;
  readonly running: boolean;
  /** Links exist for everything up to this position. */
  readonly position: number;
}
