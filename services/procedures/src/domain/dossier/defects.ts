import type { Defect } from './component.ts';

/** By what defects are told apart: the paper, or the words where there is no paper. */
export const defectNames = (defects: readonly Defect[]): readonly string[] =>
  defects.map(({ paperId, description }) => paperId ?? description);
