import type { Instant } from '@egov/chassis/domain';
import type { CallContext } from '@egov/chassis/application';
import { readDossier, type ReadDossier, type Which } from './read-dossier.ts';

/** Answers one dossier, now or as it was at a revision or an instant. */
export const getDossier = (deps: Parameters<typeof readDossier>[0]) => {
  const read = readDossier(deps);
  return (
    input: Which & Readonly<{ asOfRevision?: bigint | undefined; asOfAt?: Instant | undefined }>,
    context: CallContext,
  ): Promise<ReadDossier> => read(input, context, { revision: input.asOfRevision, at: input.asOfAt });
};
