import type { Defect } from './component.ts';

/** Identifies a defect: its paper, or its text if it has none. Forgotten texts are all the same one. */
export const defectNames = (defects: readonly Defect[]): readonly string[] =>
  defects.map(({ paperId, description }) => paperId ?? description ?? '');
