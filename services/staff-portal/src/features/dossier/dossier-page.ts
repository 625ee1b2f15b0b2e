import { applicantKindText, channelText, eventText, explainDue, stateText, timelinessText } from '@egov/dossier-views';
import type { User, Visit } from '@egov/chassis/web';
import type { ControlSheetRow, Dossier, TimelineEntry } from '@egov/proto/egov/procedures/v1/dossier';
import type { PaperRequirement } from '@egov/proto/egov/procedures/v1/procedure';
import { actionNames, actionOf, hindrance } from './actions.ts';
import type { NameOf } from './names.ts';

export type Official = Visit & Readonly<{ user: User }>;

/** All that a dossier's page is drawn from. `asOf` is set where it shows the past. */
export type DossierView = Readonly<{
  dossier: Dossier; entries: readonly TimelineEntry[]; nextPageToken: string; sheet: readonly ControlSheetRow[];
  papers: readonly PaperRequirement[]; name: NameOf; asOf?: Date;
}>;

/** A dossier as the template draws it. */
export function dossierPage({ dossier, entries, nextPageToken, sheet, papers, name, asOf }: DossierView, { t, locale, user }: Official) {
  const applicant = dossier.applicant;
  return {
    title: dossier.code === '' ? dossier.temporaryId : dossier.code,
    dossier, asOf,
    state: stateText(dossier.state, t),
    facts: [
      [t('dossier.procedure'), `${dossier.procedureName} (${dossier.procedureCode})`],
      [t('dossier.channel'), channelText(dossier.channel, t)],
      [t('dossier.agency'), name(dossier.agencyId)],
      [t('dossier.holder'), held(dossier.holderAgencyId, dossier.holderOfficialId, name)],
      [t('dossier.summary'), dossier.summary || '–'],
    ],
    applicant: applicant === undefined ? [] : [
      [t('dossier.kind'), applicantKindText(applicant.kind, t)], [t('dossier.name'), applicant.name || t('dossier.hidden')], [t('dossier.id-number'), applicant.idNumber],
      [t('dossier.phone'), applicant.phone], [t('dossier.email'), applicant.email], [t('dossier.address'), applicant.address],
    ].filter(([, value]) => value !== ''),
    due: explainDue({ due: dossier.due, workingJson: dossier.dueWorkingJson }, t, locale),
    paused: dossier.pausedFor === '' ? '' : t(`paused.${dossier.pausedFor}`),
    timeliness: dossier.timeliness === 0 ? '' : timelinessText(dossier.timeliness, t),
    papers: dossier.components.map((paper) => ({ name: paper.name || (papers.find(({ paperId }) => paperId === paper.paperId)?.name ?? paper.paperId), originals: paper.originals, copies: paper.copies })),
    sheet: sheet.map((row) => ({
      number: row.number, step: row.stepName || '–', from: name(row.fromAgencyId), to: held(row.toAgencyId, row.toOfficialId, name),
      received: row.receivedAt, due: row.due, ended: row.endedAt, timeliness: row.timeliness === 0 ? '' : timelinessText(row.timeliness, t), note: row.note,
    })),
    timeline: entries.map((entry) => timelineRow(entry, name, t)),
    next: nextPageToken === '' ? '' : `/dossiers/${dossier.dossierId}?page=${encodeURIComponent(nextPageToken)}#timeline`,
    actions: asOf !== undefined ? [] : actionNames.map((action) => {
      const why = hindrance(action, dossier, user.permissions);
      return { text: t(`dossier.action.${action}`), href: `/dossiers/${dossier.dossierId}/actions/${action}`, why: why === undefined ? '' : t(why, { state: stateText(dossier.state, t) }), ends: actionOf(action).ends === true };
    }),
  };
}

const held = (agencyId: string, officialId: string, name: NameOf): string => (officialId === '' ? name(agencyId) : `${name(agencyId)} – ${name(officialId)}`);

/** One entry of the timeline. */
export const timelineRow = (entry: TimelineEntry, name: NameOf, t: Visit['t']) => ({
  what: eventText(entry.eventType, t), when: entry.occurred, who: entry.actorId, agency: entry.actorAgencyId === '' ? '' : name(entry.actorAgencyId), state: stateText(entry.state, t),
});
