import type { CallContext } from '@egov/chassis/runtime';
import { agenciesInScope, including, type Includes, type Read } from './reading.ts';

/** Counts dossiers by state, on `dossier.read`. Throws NOT_FOUND for an agency out of scope. */
export const countDossiers = ({ read }: Read) =>
  async (input: Includes & Readonly<{ agencyId: string | undefined; importId: string }>, context: CallContext): Promise<readonly { state: number; count: number }[]> =>
    read.countDossiers({ agencies: agenciesInScope(context, 'dossier.read', input.agencyId), importId: input.importId }, including(input, context));
