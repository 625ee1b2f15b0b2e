import { anyOf, where, type Cell } from '@egov/chassis/projections';

/**
 * Selects the dossiers that a figure covers; instants in milliseconds since 1970, `importId` empty for live
 * dossiers.
 */
export type StatisticsScope = Readonly<{
  agencies: readonly string[] | null;
  procedureId?: string;
  from?: number;
  before?: number;
  importId: string;
}>;

/** The scope as SQL over a table that has import_id, agency_id, procedure_id and came_in_at. */
export const scopeOf = ({
  agencies,
  procedureId,
  from,
  before,
  importId,
}: StatisticsScope): Readonly<{ sql: string; values: readonly Cell[] }> =>
  where([
    ['import_id = ?', importId],
    agencies ? anyOf('agency_id', agencies) : undefined,
    procedureId === undefined ? undefined : ['procedure_id = ?', procedureId],
    from === undefined ? undefined : ['came_in_at >= ?', from],
    before === undefined ? undefined : ['came_in_at < ?', before],
  ]);
