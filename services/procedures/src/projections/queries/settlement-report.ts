import type { Channel } from '../../domain/procedure/terms.ts';
import { channelOf, timelinessCodes } from '../tables/codes.ts';
import type { QueryDb } from '@egov/chassis/projections';
import { scopeOf, type StatisticsScope } from './statistics-scope.ts';

const { early, 'on-time': onTime, late } = timelinessCodes;

/** A period with both ends, the end excluded. */
export type SettlementScope = StatisticsScope & Readonly<{ from: number; before: number }>;

/**
 * The report row: received + carriedOver = inTime + overdue + waiting + released (early, on time, late) +
 * cancelled + denied.
 */
export type SettlementReport = Readonly<{
  received: number;
  carriedOver: number;
  inTime: number;
  overdue: number;
  waiting: number;
  releasedEarly: number;
  releasedOnTime: number;
  releasedLate: number;
  cancelled: number;
  denied: number;
  lateReasons: readonly Readonly<{ name: string | null; count: number }>[];
  byChannel: readonly Readonly<{ channel: Channel; count: number }>[];
}>;

/**
 * Returns the report row of a period. Every dossier received before its end and not finished at its start is
 * in exactly one class as of its end, so the two sides always balance. Waiting and overdue are as of then.
 * Officials' words on why a dossier was late are for those who may see personal data (`personal`).
 */
export function settlementReport(
  db: QueryDb,
  { scope, personal }: { scope: SettlementScope; personal: boolean },
): SettlementReport {
  const { from, before } = scope;
  const { from: _from, before: _before, ...where } = scope;
  const { sql, values } = scopeOf(where);
  const row = db.get<Record<Exclude<keyof SettlementReport, 'lateReasons' | 'byChannel'>, number | null>>(
    `WITH period AS (SELECT ? AS starts, ? AS ends), desk AS (
       SELECT d.*, starts, ends, finished_at IS NOT NULL AND finished_at < ends AS finished
         FROM dossier_v1 d, period
       ${sql} AND came_in_at < ends AND (finished_at IS NULL OR finished_at >= starts)
     ), judged AS (
       SELECT desk.*, clock.paused_since AS paused_since, clock.due AS due_then FROM desk LEFT
         JOIN dossier_standing_v1 clock ON NOT desk.finished
         AND clock.dossier_id = desk.dossier_id AND clock.revision = (
           SELECT c.revision FROM dossier_standing_v1 c WHERE c.dossier_id = desk.dossier_id AND c.at < ends
             ORDER BY c.revision DESC LIMIT 1)
     )
     SELECT sum(came_in_at >= starts) AS received, sum(came_in_at < starts) AS carriedOver,
       sum(NOT finished AND paused_since IS NOT NULL) AS waiting,
       sum(NOT finished AND paused_since IS NULL AND due_then IS NOT NULL AND due_then < ends) AS overdue,
       sum(NOT finished AND paused_since IS NULL AND (due_then IS NULL OR due_then >= ends)) AS inTime,
       sum(finished AND finished_as = 'released' AND timeliness IS ${early}) AS releasedEarly,
       sum(finished AND finished_as = 'released' AND (timeliness IS NULL
         OR timeliness = ${onTime})) AS releasedOnTime,
       sum(finished AND finished_as = 'released' AND timeliness IS ${late}) AS releasedLate,
       sum(finished AND finished_as = 'cancelled') AS cancelled, sum(finished
         AND finished_as = 'denied') AS denied
     FROM judged`,
    from,
    before,
    ...values,
  );
  const count = (name: keyof NonNullable<typeof row>): number => row?.[name] ?? 0;
  return {
    received: count('received'),
    carriedOver: count('carriedOver'),
    inTime: count('inTime'),
    overdue: count('overdue'),
    waiting: count('waiting'),
    releasedEarly: count('releasedEarly'),
    releasedOnTime: count('releasedOnTime'),
    releasedLate: count('releasedLate'),
    cancelled: count('cancelled'),
    denied: count('denied'),
    lateReasons: db.all<{ name: string | null; count: number }>(
      `SELECT ${personal ? 'ifnull(late_reason, late_step)' : 'late_step'} AS name, count(*) AS count
       FROM dossier_v1
       ${sql} AND finished_as = 'released' AND timeliness = ${late} AND finished_at >= ? AND finished_at < ?
         GROUP BY name ORDER BY count DESC, name`,
      ...values,
      from,
      before,
    ),
    byChannel: receivedByChannel(db, scope),
  };
}

function receivedByChannel(db: QueryDb, scope: SettlementScope): SettlementReport['byChannel'] {
  const { sql, values } = scopeOf(scope);
  return db
    .all<{ channel: number; count: number }>(
      `SELECT channel, count(*) AS count FROM dossier_v1 ${sql} GROUP BY channel ORDER BY channel`,
      ...values,
    )
    .map(({ channel, count }) => ({ channel: channelOf(channel), count }));
}
