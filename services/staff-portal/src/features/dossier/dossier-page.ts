import type { NameOf } from '../../names/names.ts';
import {
  applicantKindText,
  channelText,
  detailOf,
  eventText,
  explainDue,
  stateText,
  timelinessText,
} from '@egov/dossier-views';
import type { SignedIn, User, Visit } from '@egov/chassis/web';
import {
  MessageAudience,
  PaymentOutcome,
  ResultOutcome,
  type ControlSheetRow,
  type Dossier,
} from '@egov/proto/egov/procedures/v1/dossier';
import type { TimelineEntry } from '@egov/proto/egov/procedures/v1/timeline';
import { actionNames, actionOf, hindrance } from './actions.ts';
import { listAddress } from '../../forms/list-address.ts';

/** All data of a dossier's page. `asOf` is set if it shows the past. */
export type DossierView = Readonly<{
  dossier: Dossier;
  entries: readonly TimelineEntry[];
  nextPageToken: string | undefined;
  sheet: readonly ControlSheetRow[];
  name: NameOf;
  official: NameOf;
  papers: ReadonlyMap<string, string>;
  asOf?: Date;
  asked: string;
}>;

/** A dossier as rendered by the template. */
export function dossierPage(view: DossierView, { t, locale, user }: SignedIn) {
  const { dossier, entries, nextPageToken, sheet, name, official, asOf, asked } = view;
  const held = (agencyId: string | undefined, officialId: string | undefined): string =>
    [name(agencyId), official(officialId)].filter(Boolean).join(' – ');
  return {
    title: dossier.code ?? dossier.temporaryId,
    dossier,
    asOf,
    state: stateText(dossier.state, t),
    facts: factsOf(view, held, t),
    applicant: applicantRows(dossier.applicant, t),
    due: explainDue({ due: dossier.dueAt, working: dossier.dueWorking }, t, locale),
    paused: dossier.pausedFor === undefined ? '' : t(`paused.${dossier.pausedFor}`),
    timeliness: dossier.timeliness === undefined ? '' : timelinessText(dossier.timeliness, t),
    papers: paperRows(view),
    sheet: sheetRows(sheet, held, t),
    timeline: entries.map((entry) =>
      timelineRow(entry, { name, official: orApplicant(official, dossier, t) }, t),
    ),
    next:
      nextPageToken === undefined
        ? undefined
        : `${listAddress(`/dossiers/${dossier.dossierId}`, {
            as_of: asOf === undefined ? '' : asked,
            page: nextPageToken,
          })}#timeline`,
    actions: asOf === undefined ? offered(dossier, user, t) : [],
  };
}

type Held = (agencyId: string | undefined, officialId: string | undefined) => string;

const factsOf = ({ dossier, name }: DossierView, held: Held, t: Visit['t']) => [
  [t('dossier.procedure'), `${dossier.procedureName} (${dossier.procedureCode})`],
  [t('dossier.channel'), channelText(dossier.channel, t)],
  [t('dossier.agency'), name(dossier.agencyId)],
  [t('dossier.holder'), held(dossier.holderAgencyId, dossier.holderOfficialId)],
  [t('dossier.summary'), dossier.summary || '–'],
];

const applicantRows = (applicant: Dossier['applicant'], t: Visit['t']) =>
  applicant === undefined
    ? []
    : [
        [t('dossier.kind'), applicantKindText(applicant.kind, t)],
        [t('dossier.name'), applicant.name || t('dossier.hidden')],
        [t('dossier.id-number'), applicant.idNumber],
        [t('dossier.phone'), applicant.phone],
        [t('dossier.email'), applicant.email],
        [t('dossier.address'), applicant.address],
      ].filter(([, value]) => value !== undefined);

/** A paper is opened as it is now, never as it was. */
const paperRows = ({ dossier, papers, asOf }: DossierView) =>
  dossier.components.map((paper, number) => ({
    href:
      paper.fileRef === undefined || asOf !== undefined
        ? ''
        : `/dossiers/${dossier.dossierId}/papers/${number}`,
    name: paper.name ?? papers.get(paper.paperId ?? '') ?? paper.paperId,
    originals: paper.originals,
    copies: paper.copies,
  }));

const sheetRows = (sheet: DossierView['sheet'], held: Held, t: Visit['t']) =>
  sheet.map((row) => ({
    number: row.number,
    step: row.stepName || '–',
    from: held(row.fromAgencyId, row.fromOfficialId),
    to: held(row.toAgencyId, row.toOfficialId),
    received: row.receivedAt,
    due: row.dueAt,
    ended: row.endedAt,
    timeliness: row.timeliness === undefined ? '' : timelinessText(row.timeliness, t),
    note: row.note,
  }));

const offered = (dossier: Dossier, user: User, t: Visit['t']) =>
  actionNames.map((action) => {
    const why = hindrance(action, dossier, user.permissions);
    return {
      text: t(`dossier.action.${action}`),
      href: `/dossiers/${dossier.dossierId}/actions/${action}`,
      why: why === undefined ? '' : t(`reason.${why}`),
      ends: actionOf(action).ends === true,
    };
  });

/** Names officials, and the applicant by what they are: nobody is shown by their id. */
export const orApplicant =
  (official: NameOf, { applicant }: Pick<Dossier, 'applicant'>, t: Visit['t']): NameOf =>
  (id) =>
    id !== undefined && id === applicant?.personId ? t('dossier.applicant') : official(id);

const LATE_ENTRY_MS = 60_000;

/** One entry of the timeline. */
export const timelineRow = (
  entry: TimelineEntry,
  { name, official }: Readonly<{ name: NameOf; official: NameOf }>,
  t: Visit['t'],
) => ({
  what: eventText(isNote(entry) ? 'NoteWritten' : entry.eventType, t),
  when: entry.occurredAt,
  recorded: entry.recordedAt,
  state: stateText(entry.state, t),
  isBackdated:
    entry.occurredAt !== undefined &&
    entry.recordedAt !== undefined &&
    entry.recordedAt.getTime() - entry.occurredAt.getTime() > LATE_ENTRY_MS,
  who: official(entry.actorId),
  agency: entry.actorAgencyId === undefined ? '' : name(entry.actorAgencyId),
  details: detailsOf(entry, t),
});

/** Officials' words among themselves, which the applicant never sees. */
const isNote = (entry: TimelineEntry): boolean =>
  detailOf(entry, 'message')?.audience === MessageAudience.MESSAGE_AUDIENCE_OFFICE;

/** The parts of an entry to show, in this order. */
const detailsOf = (entry: TimelineEntry, t: Visit['t']): readonly string[] =>
  [
    outcomeOf(entry, t),
    ...entry.facts.map(({ text }) => text),
    detailOf(entry, 'result')?.document,
    detailOf(entry, 'message')?.text,
    ...(detailOf(entry, 'supplement')?.defects ?? []).map(({ description }) => description),
  ].filter((text) => text !== undefined && text !== '') as readonly string[];

function outcomeOf(entry: TimelineEntry, t: Visit['t']): string | undefined {
  const result = detailOf(entry, 'result');
  if (result !== undefined)
    return t(result.outcome === ResultOutcome.RESULT_OUTCOME_DENIED ? 'dossier.denied' : 'dossier.granted');
  const word = paymentOutcomes[detailOf(entry, 'payment')?.outcome ?? 0];
  return word === undefined ? undefined : t(`dossier.${word}`);
}

const paymentOutcomes: Readonly<Record<number, string>> = {
  [PaymentOutcome.PAYMENT_OUTCOME_PAID]: 'paid',
  [PaymentOutcome.PAYMENT_OUTCOME_WAIVED]: 'waived',
  [PaymentOutcome.PAYMENT_OUTCOME_CANCELLED]: 'cancelled',
};
