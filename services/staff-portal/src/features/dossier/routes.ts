import { PageError, refusal, seeOther, signedIn, view, type Feature, type FieldError } from '@egov/chassis/web';
import type { Dossier } from '@egov/proto/egov/procedures/v1/dossier';
import type { StaffServices } from '../../services.ts';
import { actionNames, actionOf, hindrance, type ActionName } from './actions.ts';
import { dossierPage, timelineRow, type Official } from './dossier-page.ts';
import { localMoment, readFields } from './fields.ts';
import { namesOf } from './names.ts';

const TIMELINE_PAGE = 50;
const MOST_MEANWHILE = 200;

/** One dossier: all that is known of it now or was at a moment, and what may be done with it. */
export const dossierFeature = (services: StaffServices): Feature => ({
  name: 'dossier',
  routes: (router) => {
    router.get('/find', signedIn(async (visit) => {
      const { dossier } = await services.dossierQueries.getDossier({ dossierId: '', code: (visit.query.code ?? '').trim().toUpperCase(), asOfRevision: undefined, asOf: undefined, minPosition: 0n }, visit.call);
      return seeOther(`/dossiers/${dossier?.dossierId ?? ''}`);
    }));
    router.get('/dossiers/:id', signedIn((visit) => shown(services, visit)));
    router.get('/dossiers/:id/actions/:action', signedIn(async (visit) => actionPage(services, visit, {})));
    router.post('/dossiers/:id/actions/:action', signedIn((visit) => acted(services, visit)));
  },
});

const dossierOf = async ({ dossierQueries }: StaffServices, { params, call }: Official, asOf?: Date): Promise<Dossier> => {
  const { dossier } = await dossierQueries.getDossier({ dossierId: params.id ?? '', code: '', asOfRevision: undefined, asOf, minPosition: 0n }, call);
  if (dossier === undefined) throw new PageError('not-found', 'The answer holds no dossier.');
  return dossier;
};

async function shown(services: StaffServices, visit: Official) {
  const { query, call, t } = visit;
  const asked = query.as_of ?? '';
  const asOf = asked === '' ? undefined : localMoment(asked);
  const errors: FieldError[] = asked !== '' && asOf === undefined ? [{ field: 'as_of', text: t('dossier.field-moment', { field: t('dossier.as-of') }) }] : [];
  const dossier = await dossierOf(services, visit, asOf);
  const { dossierId } = dossier;
  const [timeline, { rows }] = await Promise.all([
    services.dossierQueries.listDossierTimeline({ dossierId, pageSize: TIMELINE_PAGE, pageToken: query.page ?? '', minPosition: 0n }, call),
    services.dossierQueries.getControlSheet({ dossierId, minPosition: 0n }, call),
  ]);
  const known = (at: Date | undefined): boolean => asOf === undefined || at === undefined || at <= asOf;
  const entries = timeline.entries.filter(({ recorded }) => known(recorded));
  const sheet = rows.filter(({ receivedAt }) => known(receivedAt)).map((row) => (known(row.endedAt) ? row : { ...row, endedAt: undefined, timeliness: 0 as const }));
  const [name, { versions }] = await Promise.all([
    namesOf(services, {
      agencies: [dossier.agencyId, dossier.holderAgencyId, ...entries.map(({ actorAgencyId }) => actorAgencyId), ...sheet.flatMap(({ fromAgencyId, toAgencyId }) => [fromAgencyId, toAgencyId])],
      officials: [dossier.holderOfficialId, ...sheet.map(({ toOfficialId }) => toOfficialId)],
    }, call),
    services.catalogue.listProcedureVersions({ procedureId: dossier.procedureId, minPosition: 0n }, call),
  ]);
  const papers = versions.find(({ version }) => version === dossier.procedureVersion)?.terms?.papers ?? [];
  const page = dossierPage({ dossier, entries, sheet, name, papers, nextPageToken: timeline.nextPageToken, ...(asOf === undefined ? {} : { asOf }) }, visit);
  return view('dossier/dossier.njk', { ...page, asked, errors });
}

async function actionPage(services: StaffServices, visit: Official, more: Readonly<Record<string, unknown>>, status = 200) {
  const { t, user, params, call } = visit;
  const action = nameOfAction(params.action);
  const dossier = await dossierOf(services, visit);
  const why = hindrance(action, dossier, user.permissions);
  const { fields, ends } = actionOf(action);
  const kinds = Object.values(fields);
  const [agencies, procedure] = await Promise.all([
    kinds.includes('agency') ? services.agencies.listAgencies({ asOf: '', level: 0, parentId: '', text: '', pageSize: 200, pageToken: '', minPosition: 0n }, call) : undefined,
    kinds.includes('step') ? services.catalogue.listProcedureVersions({ procedureId: dossier.procedureId, minPosition: 0n }, call) : undefined,
  ]);
  const steps = procedure?.versions.find(({ version }) => version === dossier.procedureVersion)?.terms?.steps ?? [];
  return view('dossier/action.njk', {
    title: t(`dossier.action.${action}`), dossier, action, ends, why: why === undefined ? '' : t(why, { state: '' }),
    fields: Object.entries(fields).map(([field, kind]) => ({ field, kind, label: t(`dossier.field.${field}`) })),
    agencies: (agencies?.agencies ?? []).map(({ agencyId, name }) => ({ value: agencyId, text: name })),
    steps: [{ value: '', text: t('dossier.current-step') }, ...steps.map(({ stepId, name }) => ({ value: stepId, text: name }))],
    form: { agency_id: dossier.holderAgencyId, ...visit.form }, revision: String(revisionOf(visit.form.revision) ?? dossier.revision), ...more,
  }, status);
}

async function acted(services: StaffServices, visit: Official) {
  const action = nameOfAction(visit.params.action);
  const { fields, act } = actionOf(action);
  const { values, errors } = readFields(fields, visit.form, visit.t);
  if (errors.length > 0) return actionPage(services, visit, { errors }, 422);
  const dossier = await dossierOf(services, visit);
  const base = { requestId: visit.requestId, dossierId: dossier.dossierId, expectedRevision: revisionOf(visit.form.revision), occurred: undefined };
  try {
    await act(services, base, values, visit.call, dossier);
    return seeOther(`/dossiers/${dossier.dossierId}?done=${action}`);
  } catch (error) {
    const refused = refusal(error, visit);
    if (refused.reason !== 'REVISION_STALE') return actionPage(services, visit, { errors: refused.errors }, 422);
    // What was typed stays; the newest revision goes into the form, so that sending again means having seen it.
    return actionPage(services, visit, { errors: refused.errors, meanwhile: await meanwhile(services, visit, dossier), revision: String(dossier.revision) }, 409);
  }
}

/** What others did since the official saw the dossier. */
async function meanwhile(services: StaffServices, visit: Official, { dossierId }: Dossier) {
  const seen = revisionOf(visit.form.revision) ?? 0n;
  const { entries } = await services.dossierQueries.listDossierTimeline({ dossierId, pageSize: MOST_MEANWHILE, pageToken: '', minPosition: 0n }, visit.call);
  const newer = entries.filter(({ revision }) => revision > seen);
  const name = await namesOf(services, { agencies: newer.map(({ actorAgencyId }) => actorAgencyId), officials: [] }, visit.call);
  return newer.map((entry) => timelineRow(entry, name, visit.t));
}

function nameOfAction(name: string | undefined): ActionName {
  const known = actionNames.find((action) => action === name);
  if (known === undefined) throw new PageError('not-found', 'There is no such act.');
  return known;
}

const revisionOf = (sent: unknown): bigint | undefined => (typeof sent === 'string' && /^\d{1,10}$/u.test(sent) ? BigInt(sent) : undefined);
