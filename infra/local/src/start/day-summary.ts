import { officeMidnight } from '@egov/chassis/domain';
import { DossierState, type Dossier } from '@egov/proto/egov/procedures/v1/dossier';
import type { TimelineEntry } from '@egov/proto/egov/procedures/v1/timeline';
import { Channel } from '@egov/proto/egov/procedures/v1/procedure';
import type { PlatformClients } from '@egov/operations';
import type { WorkedInBrowser } from './work-in-browser.ts';

type SummaryQuestion = Readonly<{
  clients: PlatformClients;
  day: string;
  until: string;
  /** The dossier whose timeline is shown. */ dossierId: string;
  position: bigint;
}>;

const TIMELINE_PAGE = 100;
const local = new Intl.DateTimeFormat('sv-SE', {
  dateStyle: 'short',
  timeStyle: 'short',
  timeZone: 'Asia/Ho_Chi_Minh',
});

/** Summarises the played day from the services' own answers. */
export async function daySummary({
  clients,
  day,
  until,
  dossierId,
  position,
}: SummaryQuestion): Promise<string> {
  const scope = { fromAt: officeMidnight(day), beforeAt: new Date(until) };
  const [settled, ratings, counts] = await Promise.all([
    clients.statistics.getSettlementReport({ scope, minPosition: position }),
    clients.statistics.getSatisfaction({ scope, minPosition: position }),
    clients.dossierQueries.countDossiers({ minPosition: position }),
  ]);
  const released = settled.releasedEarlyCount + settled.releasedOnTimeCount + settled.releasedLateCount;
  return [
    `Dossiers received on ${day}, and what became of them until ${local.format(new Date(until))}`,
    `  received ${settled.receivedCount}, of them released ${released}: ` +
      `${settled.releasedEarlyCount} before their time, ${settled.releasedOnTimeCount} on time, ` +
      `${settled.releasedLateCount} late`,
    ...settled.lateReasons.map(({ name, count }) => `    late: ${count} × ${name ?? 'without an apology'}`),
    `  in work ${settled.inTimeCount + settled.overdueCount} (${settled.overdueCount} overdue), ` +
      `waiting ${settled.waitingCount}, refused ${settled.deniedCount}, withdrawn or stopped ` +
      `${settled.cancelledCount}`,
    '  by channel: ' +
      `${settled.byChannel.map(({ channel, count }) => `${channelName(channel)} ${count}`).join(', ')}`,
    `  average rating ${ratings.average?.toFixed(2) ?? '–'} of 5 from ${ratings.ratingCount}`,
    `  states now: ${counts.counts.map(({ state, count }) => `${stateName(state)} ${count}`).join(', ')}`,
    '',
    ...(await oneLife(clients, dossierId, position)),
  ].join('\n');
}

/** Reports what was done in a real browser. */
export const inBrowserSummary = ({
  dossier,
  procedure,
  citizen,
  official,
  seconds,
}: WorkedInBrowser): readonly string[] => [
  `In a real browser, with the keyboard alone: ${citizen} applied and ${official} accepted ` +
    `${dossier} (${procedure}) in ${seconds} s, logins included`,
];

const wordOf =
  (names: Readonly<Record<string, number>>, prefix: string) =>
  (value: number): string =>
    (Object.entries(names).find(([, number]) => number === value)?.[0] ?? String(value))
      .replace(prefix, '')
      .toLowerCase()
      .replaceAll('_', ' ');
const stateName = wordOf(DossierState, 'DOSSIER_STATE_');
const channelName = wordOf(Channel, 'CHANNEL_');

async function oneLife(
  { dossierQueries }: PlatformClients,
  dossierId: string,
  position: bigint,
): Promise<readonly string[]> {
  const { dossier } = await dossierQueries.getDossier({ dossierId, minPosition: position });
  const { entries } = await dossierQueries.listDossierTimeline({
    dossierId,
    pageSize: TIMELINE_PAGE,
    minPosition: position,
  });
  return [`One of them, ${dossier?.code ?? dossierId} (${procedureName(dossier)})`, ...entries.map(lineOf)];
}

const procedureName = (dossier: Dossier | undefined): string => dossier?.procedureName ?? 'unknown procedure';

const lineOf = ({ occurredAt: occurred, eventType, state }: TimelineEntry): string =>
  `  ${occurred === undefined ? '' : local.format(occurred)}  ${eventType.padEnd(24)} ${stateName(state)}`;
