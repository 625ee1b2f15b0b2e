import type { CallContext } from '@egov/chassis/application';
import { controlSheet, type ControlSheetRow } from '../projections/control-sheet.ts';
import { readDossier, type Which } from './read-dossier.ts';

/** Answers the control sheet of a dossier: every hold with its times. */
export const getControlSheet = (deps: Parameters<typeof readDossier>[0]) => {
  const read = readDossier(deps);
  return async (input: Which, context: CallContext): Promise<readonly ControlSheetRow[]> =>
    controlSheet((await read(input, context)).events);
};
