import { DAY_MS } from '@egov/chassis/domain';
import { DossierCorrespondenceServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_correspondence_service';
import { DossierSolvingServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_solving_service';
import { channelText, stateText } from '@egov/dossier-views';
import { mayCall, type SignedIn, type Translate } from '@egov/chassis/web';
import type { DossierSummary } from '@egov/proto/egov/procedures/v1/dossier';
import type { CountDossiersResponse } from '@egov/proto/egov/procedures/v1/dossier_query_service';
import type { DeskQuestion } from './desk-question.ts';
import { tabsOf } from './tabs.ts';

/** One line of the desk. */
export const deskRow = (dossier: DossierSummary, t: Translate, now: Date) => ({
  id: dossier.dossierId,
  code: dossier.code ?? '',
  revision: String(dossier.revision),
  applicant: dossier.applicantName ?? '',
  procedure: dossier.procedureName,
  state: stateText(dossier.state, t),
  waiting: waitingText(dossier.pausedAt, t, now),
  channel: channelText(dossier.channel, t),
  received: dossier.receivedAt,
  due: dossier.dueAt,
  urgency: dossier.releasedAt === undefined ? urgencyOf(dossier.dueAt, now) : '',
});

/** For how many days the dossier has waited for somebody else. */
function waitingText(since: Date | undefined, t: Translate, now: Date): string {
  if (since === undefined) return '';
  const days = Math.floor((now.getTime() - since.getTime()) / DAY_MS);
  return days < 1 ? t('desk.waiting-today') : t('desk.waiting-days', { days });
}

/** A word in addition to the colour, so that nobody depends on colour alone. */
function urgencyOf(due: Date | undefined, now: Date): '' | 'late' | 'nearly-late' {
  if (due === undefined) return '';
  const left = due.getTime() - now.getTime();
  return left < 0 ? 'late' : left < 2 * DAY_MS ? 'nearly-late' : '';
}

/** The desk as rendered by the template. */
export function deskPage(
  visit: SignedIn,
  question: DeskQuestion,
  found: Readonly<{ dossiers: readonly DossierSummary[]; nextPageToken?: string | undefined }>,
  counts: CountDossiersResponse,
  now: Date,
) {
  const { t, user } = visit;
  const address = (changes: Readonly<Record<string, string>>): string =>
    `/desk?${new URLSearchParams({ ...asQuery(question), ...changes }).toString()}`;
  return {
    title: t('desk.title'),
    tabs: tabsOf(user, question.asOf instanceof Date).map(([name, { count, isOfStates }]) => ({
      name,
      text: t(`desk.tab.${name}`),
      href: `/desk?${new URLSearchParams({ tab: name, ...past(question) }).toString()}`,
      isCurrent: name === question.tab,
      count: count === undefined || (question.asOf && !isOfStates) ? undefined : count(counts),
    })),
    question: asQuery(question),
    rows: found.dossiers.map((dossier) => deskRow(dossier, t, now)),
    next: found.nextPageToken && address({ page: found.nextPageToken }),
    first: question.request.pageToken && address({}),
    csv: address({}).replace('/desk?', '/desk.csv?'),
    asked: question.asked,
    asOf: question.asOf,
    mayWrite: !question.asOf && mayCall(user, DossierCorrespondenceServiceDefinition.methods.writeMessage),
    mayAssign: !question.asOf && mayCall(user, DossierSolvingServiceDefinition.methods.handOverDossier),
  };
}

const past = ({ asked, asOf }: DeskQuestion): Record<string, string> => (asOf ? { as_of: asked } : {});
const asQuery = (question: DeskQuestion): Record<string, string> => {
  const { tab, text, channel } = question;
  return {
    tab,
    ...(text === '' ? {} : { text }),
    ...(channel === undefined ? {} : { channel: String(channel) }),
    ...past(question),
  };
};
