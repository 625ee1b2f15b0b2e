import { stateText } from '@egov/dossier-views';
import {
  liveStream,
  PageError,
  readForm,
  refusal,
  seeOther,
  signedIn,
  view,
  visitOf,
  type Feature,
  type User,
  type Visit,
} from '@egov/chassis/web';
import {
  DossierState,
  PaymentOutcome,
  type Dossier,
  type TimelineEntry,
} from '@egov/proto/egov/procedures/v1/dossier';
import { v5 } from 'uuid';
import { z } from 'zod';
import type { CitizenServices } from '../../services.ts';
import { officialNames } from './official-names.ts';
import { progress } from './progress.ts';
import { ratingParts } from './rating-parts.ts';

type Citizen = Visit & Readonly<{ user: User }>;

const PAGE = 20;
const TIMELINE = 100;
const closed: readonly DossierState[] = [
  DossierState.DOSSIER_STATE_NOT_ACCEPTED,
  DossierState.DOSSIER_STATE_WITHDRAWN,
  DossierState.DOSSIER_STATE_STOPPED,
  DossierState.DOSSIER_STATE_RETURNED,
];

/** What there is a rating slip for: the form of a supplement or a refusal, or a result. */
const rateable: readonly DossierState[] = [
  DossierState.DOSSIER_STATE_NOT_ACCEPTED,
  DossierState.DOSSIER_STATE_SUPPLEMENT_REQUESTED,
  DossierState.DOSSIER_STATE_STOPPED,
  DossierState.DOSSIER_STATE_RESOLVED,
  DossierState.DOSSIER_STATE_RETURNED,
];

const short = (max: number) => z.string().trim().max(max, 'dossiers.too-long').default('');
const supplyForm = z.object({
  papers: z.string().trim().min(1, 'dossiers.papers-needed').max(2_000, 'dossiers.too-long'),
});
const withdrawForm = z.object({ reason: short(1_000), sure: z.literal('yes', 'dossiers.sure-needed') });
const messageForm = z.object({
  text: z.string().trim().min(1, 'dossiers.text-needed').max(4_000, 'dossiers.too-long'),
});
const rateForm = z.object({
  score: z.enum(['1', '2', '3', '4', '5'], 'dossiers.score-needed'),
  comment: short(1_000),
});

/** My dossiers: every step of each, and what I may do with it. */
export const dossiersFeature = (services: CitizenServices): Feature => ({
  name: 'dossiers',
  routes: (router) => {
    router.get(
      '/dossiers',
      signedIn((visit) => listed(services, visit)),
    );
    router.get(
      '/dossiers/:id',
      signedIn((visit) => shown(services, visit, {})),
    );
    router.get(
      '/dossiers/:id/live',
      liveStream(services.changes, {
        of: ({ params }) => String(params.id),
        revision: async (request) => {
          const { user, params, call } = visitOf(request);
          if (user === undefined) throw new PageError('not-found', 'Nobody is logged in.');
          return (await dossierOf(services, params.id, call)).revision;
        },
      }),
    );
    router.post(
      '/dossiers/:id/supply',
      signedIn(async (visit) => {
        const read = readForm(supplyForm, visit);
        if (!read.ok) return shown(services, visit, { errors: read.errors }, 422);
        const components = read.value.papers
          .split(/\r?\n/u)
          .map((line) => line.trim())
          .filter(Boolean)
          .slice(0, 50)
          .map((name) => ({
            paperId: '',
            name,
            originals: 1,
            copies: 0,
            digitisation: 0 as const,
            fileRef: '',
          }));
        return done(services, visit, () =>
          services.dossiers.supplyPapers({ ...base(visit), components, satisfies: false }, visit.call),
        );
      }),
    );
    router.post(
      '/dossiers/:id/withdraw',
      signedIn(async (visit) => {
        const read = readForm(withdrawForm, visit);
        if (!read.ok) return shown(services, visit, { errors: read.errors }, 422);
        return done(services, visit, () =>
          services.dossiers.withdrawDossier({ ...base(visit), reason: read.value.reason }, visit.call),
        );
      }),
    );
    router.post(
      '/dossiers/:id/messages',
      signedIn(async (visit) => {
        const read = readForm(messageForm, visit);
        if (!read.ok) return shown(services, visit, { errors: read.errors }, 422);
        return done(services, visit, () =>
          services.dossiers.writeMessage({ ...base(visit), text: read.value.text, audience: 0 }, visit.call),
        );
      }),
    );
    router.post(
      '/dossiers/:id/rate',
      signedIn(async (visit) => {
        const read = readForm(rateForm, visit);
        if (!read.ok) return shown(services, visit, { errors: read.errors }, 422);
        const { score, comment } = read.value;
        return done(services, visit, () =>
          services.dossiers.rateDossier(
            { ...base(visit), subject: 1, targetId: '', score: Number(score), comment },
            visit.call,
          ),
        );
      }),
    );
    router.post(
      '/dossiers/:id/rate-parts',
      signedIn((visit) => rateParts(services, visit)),
    );
  },
});

/**
 * Rates each part that was given a score; what was rated before the others fail stays rated, as each is its
 * own request.
 */
async function rateParts(services: CitizenServices, visit: Citizen) {
  const parts = ratingParts(await entriesOf(services, visit), visit.user.subject).flatMap((part) => {
    const score = visit.form[part.field];
    return typeof score === 'string' && /^[1-5]$/u.test(score) ? [{ ...part, score: Number(score) }] : [];
  });
  if (parts.length === 0)
    return shown(
      services,
      visit,
      { errors: [{ field: 'parts', text: visit.t('dossiers.part-needed') }] },
      422,
    );
  return done(services, visit, async () => {
    for (const { subject, targetId, score } of parts) {
      await services.dossiers.rateDossier(
        {
          ...base(visit),
          requestId: v5(`${subject}:${targetId}`, visit.requestId),
          subject,
          targetId,
          score,
          comment: '',
        },
        visit.call,
      );
    }
  });
}

const entriesOf = async ({ dossierQueries }: CitizenServices, { params, call }: Citizen) =>
  (
    await dossierQueries.listDossierTimeline(
      { dossierId: params.id ?? '', pageSize: TIMELINE, pageToken: '', minPosition: 0n },
      call,
    )
  ).entries;

const thread = (entries: readonly TimelineEntry[], { user, t }: Citizen) =>
  entries
    .filter(({ eventType }) => eventType === 'MessageWritten')
    .map(({ occurred, actorId, dataJson }) => ({
      who: t(actorId === user.subject ? 'dossiers.message-mine' : 'dossiers.message-office'),
      when: occurred,
      text: (JSON.parse(dataJson) as { text?: string }).text ?? '',
    }));

const base = ({ requestId, params }: Citizen) => ({
  requestId,
  dossierId: params.id ?? '',
  expectedRevision: undefined,
  occurred: undefined,
});

async function done(services: CitizenServices, visit: Citizen, act: () => Promise<unknown>) {
  try {
    await act();
    return seeOther(`/dossiers/${visit.params.id ?? ''}?done=yes`);
  } catch (error) {
    return shown(services, visit, { errors: refusal(error, visit).errors }, 422);
  }
}

async function listed({ dossierQueries }: CitizenServices, { query, call, t }: Citizen) {
  const filter = {
    states: [],
    agencyId: '',
    officialId: '',
    procedureId: '',
    channel: 0 as const,
    dueBefore: undefined,
    receivedFrom: undefined,
    receivedBefore: undefined,
    importId: '',
    text: '',
    toSign: false,
  };
  const { dossiers, nextPageToken } = await dossierQueries.listDossiers(
    { filter, order: 0, pageSize: PAGE, pageToken: query.page ?? '', minPosition: 0n },
    call,
  );
  return view('dossiers/list.njk', {
    title: t('dossiers.title'),
    rows: dossiers.map(({ dossierId, code, procedureName, state, receivedAt, due }) => ({
      dossierId,
      code,
      procedureName,
      state: stateText(state, t),
      receivedAt,
      due,
    })),
    next: nextPageToken === '' ? '' : `/dossiers?page=${encodeURIComponent(nextPageToken)}`,
  });
}

const isRateable = ({ state }: Dossier): boolean => rateable.includes(state);

async function dossierOf({ dossierQueries }: CitizenServices, id: string | undefined, call: Visit['call']) {
  const { dossier } = await dossierQueries.getDossier(
    { dossierId: id ?? '', code: '', asOfRevision: undefined, asOf: undefined, minPosition: 0n },
    call,
  );
  if (dossier === undefined) throw new PageError('not-found', 'The answer holds no dossier.');
  return dossier;
}

async function shown(
  services: CitizenServices,
  visit: Citizen,
  more: Readonly<Record<string, unknown>>,
  status = 200,
) {
  const { params, call, user } = visit;
  const { agencies } = services;
  const dossier = await dossierOf(services, params.id, call);
  const [entries, { agency }] = await Promise.all([
    entriesOf(services, visit),
    agencies.getAgency({ agencyId: dossier.holderAgencyId, asOf: '', minPosition: 0n }, call),
  ]);
  const mayRate = user.permissions.includes('dossier.rate') && isRateable(dossier);
  const parts = mayRate ? ratingParts(entries, user.subject) : [];
  const nameOf = await officialNames(
    services,
    [
      dossier.holderOfficialId,
      ...parts.filter(({ subject }) => subject === 3).map(({ targetId }) => targetId),
    ],
    visit.publicCall,
  );
  return view(
    'dossiers/dossier.njk',
    {
      ...progress(
        dossier,
        entries,
        [agency?.name ?? '–', nameOf(dossier.holderOfficialId)].filter(Boolean).join(', '),
        visit,
      ),
      title: dossier.code || dossier.temporaryId,
      messages: thread(entries, visit),
      may: {
        pay:
          dossier.payments.some(({ outcome }) => outcome === PaymentOutcome.PAYMENT_OUTCOME_UNSPECIFIED) &&
          !closed.includes(dossier.state),
        write: user.permissions.includes('dossier.message'),
        supply: dossier.state === DossierState.DOSSIER_STATE_SUPPLEMENT_REQUESTED,
        withdraw:
          user.permissions.includes('dossier.withdraw') &&
          !closed.includes(dossier.state) &&
          dossier.state !== DossierState.DOSSIER_STATE_RESOLVED,
        rate: mayRate && dossier.rating === 0,
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
