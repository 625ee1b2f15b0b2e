import { DossierCorrespondenceServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_correspondence_service';
import { DossierEndingServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_ending_service';
import { FollowServiceDefinition } from '@egov/proto/egov/procedures/v1/follow_service';
import { detailOf } from '@egov/dossier-views';
import { mayCall, PageError, view, type SignedIn, type Visit } from '@egov/chassis/web';
import { DossierState, type Dossier } from '@egov/proto/egov/procedures/v1/dossier';
import type { TimelineEntry } from '@egov/proto/egov/procedures/v1/timeline';
import type { CitizenServices } from '../../services.ts';
import { officialNames } from './official-names.ts';
import { missingOf } from './missing.ts';
import { progress } from './progress.ts';
import { ratingParts } from './rating-parts.ts';

const TIMELINE_PAGE = 200;
/** Messages are bounded on both sides; a dossier with more events than this is shown without its newest. */
const MAX_PAGES = 5;
const closed: readonly DossierState[] = [
  DossierState.DOSSIER_STATE_NOT_ACCEPTED,
  DossierState.DOSSIER_STATE_WITHDRAWN,
  DossierState.DOSSIER_STATE_STOPPED,
  DossierState.DOSSIER_STATE_RETURNED,
];

/** What the rating slip is about: the form of a supplement or a refusal, or a result. */
const rateable: readonly DossierState[] = [
  DossierState.DOSSIER_STATE_NOT_ACCEPTED,
  DossierState.DOSSIER_STATE_SUPPLEMENT_REQUESTED,
  DossierState.DOSSIER_STATE_STOPPED,
  DossierState.DOSSIER_STATE_RESOLVED,
  DossierState.DOSSIER_STATE_RETURNED,
];

/** What happened to a dossier, with all its messages. */
export async function entriesOf({ dossierQueries }: CitizenServices, { params, call }: SignedIn) {
  const entries: TimelineEntry[] = [];
  let pageToken: string | undefined;
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    const page = await dossierQueries.listDossierTimeline(
      { dossierId: params.id ?? '', pageSize: TIMELINE_PAGE, pageToken },
      call,
    );
    entries.push(...page.entries);
    pageToken = page.nextPageToken;
    if (pageToken === undefined) break;
  }
  return entries;
}

const thread = (entries: readonly TimelineEntry[], { user, t }: SignedIn) =>
  entries.flatMap((entry) => {
    const message = detailOf(entry, 'message');
    if (message === undefined) return [];
    const mine = entry.actorId === user.subject;
    return {
      who: t(mine ? 'dossiers.message-mine' : 'dossiers.message-office'),
      when: entry.occurredAt,
      text: message.text ?? '',
    };
  });

const isRateable = ({ state }: Dossier): boolean => rateable.includes(state);

export async function dossierOf(
  { dossierQueries }: CitizenServices,
  id: string | undefined,
  call: Visit['call'],
) {
  const { dossier } = await dossierQueries.getDossier({ dossierId: id ?? '' }, call);
  if (dossier === undefined) throw new PageError('not-found', 'The response has no dossier.');
  return dossier;
}

/** The page of one dossier: its progress, its messages, and what may be done with it. */
export async function shown(
  services: CitizenServices,
  visit: SignedIn,
  more: Readonly<Record<string, unknown>>,
  status = 200,
) {
  const { params, call, user } = visit;
  const { agencies } = services;
  const dossier = await dossierOf(services, params.id, call);
  const [entries, { agency }] = await Promise.all([
    entriesOf(services, visit),
    agencies.getAgency({ agencyId: dossier.holderAgencyId }, call),
  ]);
  const mayRate =
    mayCall(user, DossierCorrespondenceServiceDefinition.methods.rateDossier) && isRateable(dossier);
  const parts = mayRate ? ratingParts(entries, user.subject) : [];
  const nameOf = await officialNames(
    services,
    [
      dossier.holderOfficialId,
      ...parts.filter(({ subject }) => subject === 3).map(({ targetId }) => targetId),
    ],
    visit.publicCall,
  );
  const holder = [agency?.name ?? '–', nameOf(dossier.holderOfficialId)].filter(Boolean).join(', ');
  const missing = await missingOf(services, dossier, entries, call);
  return view(
    'dossiers/dossier.njk',
    {
      ...progress(dossier, entries, { holder, missing }, visit),
      title: dossier.code || dossier.temporaryId,
      messages: thread(entries, visit),
      may: {
        pay: dossier.payments.some(({ outcome }) => outcome === undefined) && !closed.includes(dossier.state),
        write: mayCall(user, DossierCorrespondenceServiceDefinition.methods.writeMessage),
        renew: mayCall(user, FollowServiceDefinition.methods.renewFollowSecret),
        supply: dossier.state === DossierState.DOSSIER_STATE_SUPPLEMENT_REQUESTED,
        withdraw:
          mayCall(user, DossierEndingServiceDefinition.methods.withdrawDossier) &&
          !closed.includes(dossier.state) &&
          dossier.state !== DossierState.DOSSIER_STATE_RESOLVED,
        rate: mayRate && dossier.rating === undefined,
      },
      parts: parts.map((part) => ({
        ...part,
        name: part.subject === 3 ? nameOf(part.targetId) || visit.t('dossiers.official-unnamed') : part.name,
        score: visit.form[part.field],
      })),
      form: visit.form,
      ...more,
    },
    status,
  );
}
