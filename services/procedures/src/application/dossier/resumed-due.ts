import type { CallContext } from '@egov/chassis/application';
import type { Resumption } from '../../domain/deadline/due.ts';
import { resumption } from '../../domain/deadline/resumption.ts';
import type { DossierFile } from '../../domain/dossier/dossier.ts';
import type { Directory } from '../ports.ts';
import { instantOf } from './when-it-happened.ts';

/** The due times of a dossier whose pause ends now, by its procedure's clock policy. */
export const resumedDue = async (
  directory: Directory,
  file: DossierFile,
  context: CallContext,
): Promise<Resumption> => resumption(file, instantOf(context), await directory.calendar(context));
