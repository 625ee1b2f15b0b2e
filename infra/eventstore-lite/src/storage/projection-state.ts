/** How a system projection stands. */
export interface ProjectionState {
  readonly name: string;
  readonly running: boolean;
  /** Everything up to here has its links. */
  readonly position: number;
}
