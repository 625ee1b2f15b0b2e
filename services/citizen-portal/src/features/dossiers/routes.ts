import { stateText } from '@egov/dossier-views';
import { liveStream, PageError, readForm, refusal, seeOther, signedIn, view, visitOf, type Feature, type User, type Visit } from '@egov/chassis/web';
import { DossierState, PaymentOutcome, type TimelineEntry } from '@egov/proto/egov/procedures/v1/dossier';
import { z } from 'zod';
import type { CitizenServices } from '../../services.ts';
import { progress } from './progress.ts';

type Citizen = Visit & Readonly<{ user: User }>;

const PAGE = 20;
const TIMELINE = 100;
const closed: readonly DossierState[] = [DossierState.DOSSIER_STATE_NOT_ACCEPTED, DossierState.DOSSIER_STATE_WITHDRAWN, DossierState.DOSSIER_STATE_STOPPED, DossierState.DOSSIER_STATE_RETURNED];

const short = (max: number) => z.string().trim().max(max, 'dossiers.too-long').default('');
const supplyForm = z.object({ papers: z.string().trim().min(1, 'dossiers.papers-needed').max(2_000, 'dossiers.too-long') });
const withdrawForm = z.object({ reason: short(1_000), sure: z.literal('yes', 'dossiers.sure-needed') });
const messageForm = z.object({ text: z.string().trim().min(1, 'dossiers.text-needed').max(4_000, 'dossiers.too-long') });
const rateForm = z.object({ score: z.enum(['1', '2', '3', '4', '5'], 'dossiers.score-needed'), comment: short(1_000) });

/** My dossiers: every step of each, and what I may do with it. */
export const dossiersFeature = (services: CitizenServices): Feature => ({
  name: 'dossiers',
  routes: (router) => {
    router.get('/dossiers', signedIn((visit) => listed(services, visit)));
    router.get('/dossiers/:id', signedIn((visit) => shown(services, visit, {})));
    router.get('/dossiers/:id/live', liveStream(services.changes, {
      of: ({ params }) => String(params.id),
      revision: async (request) => {
        const { user, params, call } = visitOf(request);
        if (user === undefined) throw new PageError('not-found', 'Nobody is logged in.');
        return (await dossierOf(services, params.id, call)).revision;
      },
    }));
    router.post('/dossiers/:id/supply', signedIn(async (visit) => {
      const read = readForm(supplyForm, visit);
      if (!read.ok) return shown(services, visit, { errors: read.errors }, 422);
      const components = read.value.papers.split(/\r?\n/u).map((line) => line.trim()).filter(Boolean).slice(0, 50)
        .map((name) => ({ paperId: '', name, originals: 1, copies: 0, digitisation: 0 as const, fileRef: '' }));
      return done(services, visit, () => services.dossiers.supplyPapers({ ...base(visit), components, satisfies: false }, visit.call));
    }));
    router.post('/dossiers/:id/withdraw', signedIn(async (visit) => {
      const read = readForm(withdrawForm, visit);
      if (!read.ok) return shown(services, visit, { errors: read.errors }, 422);
      return done(services, visit, () => services.dossiers.withdrawDossier({ ...base(visit), reason: read.value.reason }, visit.call));
    }));
    router.post('/dossiers/:id/messages', signedIn(async (visit) => {
      const read = readForm(messageForm, visit);
      if (!read.ok) return shown(services, visit, { errors: read.errors }, 422);
      return done(services, visit, () => services.dossiers.writeMessage({ ...base(visit), text: read.value.text, audience: 0 }, visit.call));
    }));
    router.post('/dossiers/:id/rate', signedIn(async (visit) => {
      const read = readForm(rateForm, visit);
      if (!read.ok) return shown(services, visit, { errors: read.errors }, 422);
      const { score, comment } = read.value;
      return done(services, visit, () => services.dossiers.rateDossier({ ...base(visit), subject: 1, targetId: '', score: Number(score), comment }, visit.call));
    }));
  },
});

const thread = (entries: readonly TimelineEntry[], { user, t }: Citizen) => entries.filter(({ eventType }) => eventType === 'MessageWritten').map(({ occurred, actorId, dataJson }) => ({
  who: t(actorId === user.subject ? 'dossiers.message-mine' : 'dossiers.message-office'), when: occurred, text: (JSON.parse(dataJson) as { text?: string }).text ?? '',
}));

const base = ({ requestId, params }: Citizen) => ({ requestId, dossierId: params.id ?? '', expectedRevision: undefined, occurred: undefined });

async function done(services: CitizenServices, visit: Citizen, act: () => Promise<unknown>) {
  try {
    await act();
    return seeOther(`/dossiers/${visit.params.id ?? ''}?done=yes`);
  } catch (error) {
    return shown(services, visit, { errors: refusal(error, visit).errors }, 422);
  }
}

async function listed({ dossierQueries }: CitizenServices, { query, call, t }: Citizen) {
  const filter = { states: [], agencyId: '', officialId: '', procedureId: '', channel: 0 as const, dueBefore: undefined, receivedFrom: undefined, receivedBefore: undefined, importId: '', text: '' };
  const { dossiers, nextPageToken } = await dossierQueries.listDossiers({ filter, order: 0, pageSize: PAGE, pageToken: query.page ?? '', minPosition: 0n }, call);
  return view('dossiers/list.njk', {
    title: t('dossiers.title'), rows: dossiers.map(({ dossierId, code, procedureName, state, receivedAt, due }) => ({ dossierId, code, procedureName, state: stateText(state, t), receivedAt, due })),
    next: nextPageToken === '' ? '' : `/dossiers?page=${encodeURIComponent(nextPageToken)}`,
  });
}

async function dossierOf({ dossierQueries }: CitizenServices, id: string | undefined, call: Visit['call']) {
  const { dossier } = await dossierQueries.getDossier({ dossierId: id ?? '', code: '', asOfRevision: undefined, asOf: undefined, minPosition: 0n }, call);
  if (dossier === undefined) throw new PageError('not-found', 'The answer holds no dossier.');
  return dossier;
}

async function shown(services: CitizenServices, visit: Citizen, more: Readonly<Record<string, unknown>>, status = 200) {
  const { params, call, user } = visit;
  const { dossierQueries, agencies } = services;
  const dossier = await dossierOf(services, params.id, call);
  const { dossierId } = dossier;
  const [{ entries }, { agency }] = await Promise.all([
    dossierQueries.listDossierTimeline({ dossierId, pageSize: TIMELINE, pageToken: '', minPosition: 0n }, call),
    agencies.getAgency({ agencyId: dossier.holderAgencyId, asOf: '', minPosition: 0n }, call),
  ]);
  return view('dossiers/dossier.njk', {
    ...progress(dossier, entries, agency?.name ?? '–', visit), title: dossier.code || dossier.temporaryId,
    messages: thread(entries, visit),
    may: {
      pay: dossier.payments.some(({ outcome }) => outcome === PaymentOutcome.PAYMENT_OUTCOME_UNSPECIFIED) && !closed.includes(dossier.state),
      write: user.permissions.includes('dossier.message'),
      supply: dossier.state === DossierState.DOSSIER_STATE_SUPPLEMENT_REQUESTED,
      withdraw: user.permissions.includes('dossier.withdraw') && !closed.includes(dossier.state) && dossier.state !== DossierState.DOSSIER_STATE_RESOLVED,
      rate: user.permissions.includes('dossier.rate') && dossier.code !== '' && dossier.rating === 0,
    },
    form: visit.form, ...more,
  }, status);
}
