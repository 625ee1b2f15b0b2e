import type { Cell } from '@egov/chassis/projections';

/**
 * Which dossiers a figure is over; instants in milliseconds since 1970, `importId` empty for live dossiers.
 */
export type StatisticsScope = Readonly<{
  agencies: readonly string[] | null;
  procedureId?: string;
  from?: number;
  before?: number;
  importId: string;
}>;

/** The scope as SQL over a table that has import_id, agency_id, procedure_id and the named instant. */
export function scopeClause(
  { agencies, procedureId, from, before, importId }: StatisticsScope,
  instant = 'came_in_at',
): Readonly<{ sql: string; values: readonly Cell[] }> {
  const parts: [string, ...Cell[]][] = [['import_id = ?', importId]];
  if (agencies) parts.push([`agency_id IN (${agencies.map(() => '?').join(', ')})`, ...agencies]);
  if (procedureId !== undefined) parts.push(['procedure_id = ?', procedureId]);
  if (from !== undefined) parts.push([`${instant} >= ?`, from]);
  if (before !== undefined) parts.push([`${instant} < ?`, before]);
  return { sql: parts.map(([sql]) => sql).join(' AND '), values: parts.flatMap(([, ...values]) => values) };
}
