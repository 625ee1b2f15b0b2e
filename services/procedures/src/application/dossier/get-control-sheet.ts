import type { CallContext } from '@egov/chassis/application';
import type { ControlSheetRow } from '../../views/control-sheet.ts';
import { readDossier, type DossierRef } from './read-dossier.ts';
import { shownSheet } from './shown-dossier.ts';
import type { Deps } from '../deps.ts';

/** Returns the control sheet of a dossier: every hold with its times. */
export const getControlSheet = (deps: Pick<Deps, 'dossiers' | 'read'>) => {
  const read = readDossier(deps);
  return async (input: DossierRef, context: CallContext): Promise<readonly ControlSheetRow[]> => {
    const { record, reader } = await read(input, context);
    return shownSheet(record.sheet, reader);
  };
};
