import { GetSatisfactionRequest, GetSettlementReportRequest } from '@egov/proto/egov/procedures/v1/statistics_service';
import { CountDossiersRequest, GetDossierRequest, ListDossierTimelineRequest } from '@egov/proto/egov/procedures/v1/dossier_query_service';
import { DossierState, type Dossier, type TimelineEntry } from '@egov/proto/egov/procedures/v1/dossier';
import type { DemoLife } from '../demo/plan-day.ts';
import type { PlatformClients } from '../demo/platform-clients.ts';

type SummaryQuestion = Readonly<{ clients: PlatformClients; day: string; lives: readonly DemoLife[]; position: bigint }>;

const TIMELINE_PAGE = 100;

/** Says in words what the services answer of the day that was played. */
export async function daySummary({ clients, day, lives, position }: SummaryQuestion): Promise<string> {
  const from = new Date(`${day}T00:00:00+07:00`);
  // Until now, so that the lives that the day began have ended where they could.
  const scope = { from, before: new Date() };
  const [settled, ratings, counts] = await Promise.all([
    clients.statistics.getSettlementReport(GetSettlementReportRequest.fromPartial({ scope, minPosition: position })),
    clients.statistics.getSatisfaction(GetSatisfactionRequest.fromPartial({ scope, minPosition: position })),
    clients.dossierQueries.countDossiers(CountDossiersRequest.fromPartial({ minPosition: position })),
  ]);
  const released = settled.releasedEarly + settled.releasedOnTime + settled.releasedLate;
  return [
    `The dossiers of ${day} as they stand now`,
    `  received ${settled.received}, of them released ${released}: ${settled.releasedEarly} before their time, ${settled.releasedOnTime} on time, ${settled.releasedLate} late`,
    ...settled.lateReasons.map(({ name, count }) => `    late: ${count} × ${name === '' ? 'without an apology' : name}`),
    `  being solved ${settled.inTime + settled.overdue} (${settled.overdue} overdue), waiting ${settled.waiting}, refused ${settled.denied}, withdrawn or stopped ${settled.cancelled}`,
    `  average rating ${ratings.average.toFixed(2)} of 5 from ${ratings.count}`,
    `  states now: ${counts.counts.map(({ state, count }) => `${stateName(state)} ${count}`).join(', ')}`,
    '',
    ...await oneLife(clients, lives, position),
  ].join('\n');
}

const stateName = (state: DossierState): string =>
  (Object.entries(DossierState).find(([, value]) => value === state)?.[0] ?? String(state)).replace('DOSSIER_STATE_', '').toLowerCase().replaceAll('_', ' ');

/** The dossier of the day that most happened to. */
async function oneLife({ dossierQueries }: PlatformClients, lives: readonly DemoLife[], position: bigint): Promise<readonly string[]> {
  const [longest] = lives.toSorted((a, b) => b.acts.length - a.acts.length);
  if (longest === undefined) return [];
  const { dossierId } = longest;
  const { dossier } = await dossierQueries.getDossier(GetDossierRequest.fromPartial({ dossierId, minPosition: position }));
  const { entries } = await dossierQueries.listDossierTimeline(ListDossierTimelineRequest.fromPartial({ dossierId, pageSize: TIMELINE_PAGE, minPosition: position }));
  return [`One of them, ${dossier?.code ?? dossierId} (${procedureName(dossier)})`, ...entries.map(lineOf)];
}

const procedureName = (dossier: Dossier | undefined): string => dossier?.procedureName ?? 'unknown procedure';

const local = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone: 'Asia/Ho_Chi_Minh' });
const lineOf = ({ occurred, eventType, state }: TimelineEntry): string =>
  `  ${occurred === undefined ? '' : local.format(occurred)}  ${eventType.padEnd(24)} ${stateName(state)}`;
