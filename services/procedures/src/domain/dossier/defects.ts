import type { Defect } from './component.ts';

/** Identifies a defect: its paper, or its text if it has no paper. */
export const defectNames = (defects: readonly Defect[]): readonly string[] =>
  defects.map(({ paperId, description }) => paperId ?? description);
