import { agenciesInScope, queryOptions, type CallContext, type ReadAfter } from '@egov/chassis/application';
import type { DueCounts, StateCount } from '../../projections/queries/count-dossiers.ts';
import type { Deps } from '../deps.ts';

type CountInput = ReadAfter &
  Readonly<{
    agencyId: string | undefined;
    importId: string;
    /** As recorded at this instant, milliseconds; now when absent. */
    asOfAt: number | undefined;
    nearlyLateBeforeAt: number | undefined;
    officialId: string | undefined;
  }>;

export type DossierCounts = Readonly<{ counts: readonly StateCount[] }> & DueCounts;

/** Counts dossiers by state; late, nearly late and an official's own ones only as of now. */
export const countDossiers =
  ({ read }: Pick<Deps, 'read'>) =>
  async (input: CountInput, context: CallContext): Promise<DossierCounts> => {
    const { importId, asOfAt: asOf, officialId } = input;
    const agencies = agenciesInScope(context, 'dossier.read', input.agencyId);
    if (asOf !== undefined) {
      const counts = await read.countPastDossiers(
        { agencies, importId, asOf },
        { ...queryOptions(input, context), slow: true },
      );
      return { counts, late: 0, nearlyLate: 0, ofOfficial: 0, toSign: 0 };
    }
    const now = Date.parse(context.now);
    const [counts, due] = await Promise.all([
      read.countDossiers({ agencies, importId }, queryOptions(input, context)),
      read.countDue(
        { agencies, importId, now, nearlyLateBefore: input.nearlyLateBeforeAt ?? now, officialId },
        queryOptions(input, context),
      ),
    ]);
    return { counts, ...due };
  };
