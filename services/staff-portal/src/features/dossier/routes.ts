import { CallFailed } from '@egov/chassis/runtime';
import {
  liveStream,
  localMoment,
  PageError,
  refusal,
  seeOther,
  signedIn,
  view,
  type Feature,
  type FieldError,
  visitOf,
  type Visit,
} from '@egov/chassis/web';
import type { Dossier, TimelineEntry } from '@egov/proto/egov/procedures/v1/dossier';
import type { StaffServices } from '../../services.ts';
import { actionNames, actionOf, hindrance, type ActionName } from './actions.ts';
import { dossierPage, timelineRow, type Official } from './dossier-page.ts';
import { choices, readFields, tickedIn } from './fields.ts';
import { agencyNames, colleagues, officialNames, termsOf } from './names.ts';

const TIMELINE_PAGE = 50;
const LONGEST_PAGE = 200;
const MOST_PAGES = 5;
const LONGEST_CODE = 100;
const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/iu;

/** One dossier: all that is known of it now or was at a moment, and what may be done with it. */
export const dossierFeature = (services: StaffServices): Feature => ({
  name: 'dossier',
  routes: (router) => {
    router.get(
      '/find',
      signedIn(async (visit) => {
        const code = (visit.query.code ?? '').trim().toUpperCase().slice(0, LONGEST_CODE);
        if (code === '') return seeOther('/desk');
        const { dossier } = await services.dossierQueries.getDossier(
          { dossierId: '', code, asOfRevision: undefined, asOf: undefined, minPosition: 0n },
          visit.call,
        );
        if (dossier === undefined) throw new PageError('not-found', 'The answer holds no dossier.');
        return seeOther(`/dossiers/${dossier.dossierId}`);
      }),
    );
    router.get(
      '/dossiers/:id',
      signedIn((visit) => shown(services, visit)),
    );
    router.get(
      '/dossiers/:id/live',
      liveStream(services.changes, {
        of: ({ params }) => String(params.id),
        revision: async (request) => {
          const visit = visitOf(request);
          if (visit.user === undefined) throw new PageError('not-found', 'Nobody is logged in.');
          return (await dossierOf(services, visit)).revision;
        },
      }),
    );
    router.get(
      '/dossiers/:id/actions/:action',
      signedIn(async (visit) => actionPage(services, visit, {})),
    );
    router.post(
      '/dossiers/:id/actions/:action',
      signedIn((visit) => acted(services, visit)),
    );
  },
});

const dossierOf = async (
  { dossierQueries }: StaffServices,
  visit: Pick<Visit, 'params' | 'query' | 'call'>,
  past: Readonly<{ asOf?: Date | undefined; asOfRevision?: bigint | undefined }> = {},
): Promise<Dossier> => {
  const dossierId = visit.params.id ?? '';
  if (!uuid.test(dossierId)) throw new PageError('not-found', 'No identity of a dossier.');
  const { dossier } = await dossierQueries.getDossier(
    { dossierId, code: '', asOfRevision: past.asOfRevision, asOf: past.asOf, minPosition: positionIn(visit) },
    visit.call,
  );
  if (dossier === undefined) throw new PageError('not-found', 'The answer holds no dossier.');
  return dossier;
};

/** The position of the act just done: the page after it waits until the read model has it. */
const positionIn = ({ query: { position = '' } }: Pick<Visit, 'query'>): bigint =>
  /^\d{1,18}$/u.test(position) ? BigInt(position) : 0n;

async function shown(services: StaffServices, visit: Official) {
  const { query, call, t } = visit;
  const asked = query.as_of ?? '';
  const asOf = asked === '' ? undefined : localMoment(asked);
  const errors: FieldError[] =
    asked !== '' && asOf === undefined
      ? [{ field: 'as_of', text: t('dossier.field-moment', { field: t('dossier.as-of') }) }]
      : [];
  const dossier = await dossierOf(services, visit, { asOf });
  const { dossierId } = dossier;
  const [timeline, { rows }, terms] = await Promise.all([
    services.dossierQueries.listDossierTimeline(
      { dossierId, pageSize: TIMELINE_PAGE, pageToken: query.page ?? '', minPosition: positionIn(visit) },
      call,
    ),
    services.dossierQueries.getControlSheet({ dossierId, minPosition: positionIn(visit) }, call),
    termsOf(services, dossier, call),
  ]);
  const known = (at: Date | undefined): boolean => asOf === undefined || at === undefined || at <= asOf;
  const entries = timeline.entries.filter(({ recorded }) => known(recorded));
  const sheet = rows
    .filter(({ receivedAt }) => known(receivedAt))
    .map((row) => (known(row.endedAt) ? row : { ...row, endedAt: undefined, timeliness: 0 as const }));
  const name = await agencyNames(
    services,
    [
      dossier.agencyId,
      dossier.holderAgencyId,
      ...entries.map(({ actorAgencyId }) => actorAgencyId),
      ...sheet.flatMap(({ fromAgencyId, toAgencyId }) => [fromAgencyId, toAgencyId]),
    ],
    call,
  );
  const official = await officialNames(
    services,
    [
      dossier.holderOfficialId,
      ...entries.map(({ actorId }) => actorId),
      ...sheet.flatMap(({ fromOfficialId, toOfficialId }) => [fromOfficialId, toOfficialId]),
    ],
    call,
  );
  const papers = new Map((terms?.papers ?? []).map((paper) => [paper.paperId, paper.name]));
  const page = dossierPage(
    {
      dossier,
      entries,
      sheet,
      name,
      official,
      papers,
      asked,
      nextPageToken: timeline.nextPageToken,
      ...(asOf === undefined ? {} : { asOf }),
    },
    visit,
  );
  return view('dossier/dossier.njk', { ...page, asked, errors }, errors.length > 0 ? 422 : 200);
}

async function actionPage(
  services: StaffServices,
  visit: Official,
  more: Readonly<Record<string, unknown>>,
  status = 200,
) {
  const { t, user, params, call } = visit;
  const action = nameOfAction(params.action);
  const dossier = await dossierOf(services, visit);
  const why = hindrance(action, dossier, user.permissions);
  const { fields, ends } = actionOf(action);
  const kinds = Object.values(fields);
  const [agencies, terms, officials] = await Promise.all([
    kinds.includes('agency')
      ? services.agencies.listAgencies(
          { asOf: '', level: 0, parentId: '', text: '', pageSize: 200, pageToken: '', minPosition: 0n },
          call,
        )
      : undefined,
    kinds.includes('step') || kinds.includes('papers') ? termsOf(services, dossier, call) : undefined,
    kinds.includes('official')
      ? colleagues(
          services,
          typeof visit.form.agency_id === 'string' ? visit.form.agency_id : dossier.holderAgencyId,
          t('desk.official-nobody'),
          call,
        )
      : [],
  ]);
  const steps = terms?.steps ?? [];
  return view(
    'dossier/action.njk',
    {
      title: t(`dossier.action.${action}`),
      dossier,
      action,
      ends,
      why: why === undefined ? '' : t(`reason.${why}`),
      fields: Object.entries(fields).map(([field, kind]) => ({
        field,
        kind,
        label: t(`dossier.field.${field}`),
        choices: (kind in choices ? choices[kind as keyof typeof choices] : []).map((value) => ({
          value,
          text: t(`dossier.${value}`),
        })),
      })),
      agencies: (agencies?.agencies ?? []).map(({ agencyId, name }) => ({ value: agencyId, text: name })),
      officials,
      papers: (terms?.papers ?? []).map(({ paperId, name }) => ({ value: paperId, text: name })),
      ticked: Object.fromEntries(Object.keys(fields).map((field) => [field, tickedIn(visit.form[field])])),
      steps: [
        { value: '', text: t('dossier.current-step') },
        ...steps.map(({ stepId, name }) => ({ value: stepId, text: name })),
      ],
      form: { agency_id: dossier.holderAgencyId, ...visit.form },
      revision: String(revisionOf(visit.form.revision) ?? dossier.revision),
      ...more,
    },
    status,
  );
}

async function acted(services: StaffServices, visit: Official) {
  const action = nameOfAction(visit.params.action);
  const { fields, act, oneOf = [] } = actionOf(action);
  const { values, errors: wrong } = readFields(fields, visit.form, visit.t);
  const [first] = oneOf;
  const isEmpty = first !== undefined && oneOf.every((field) => values[field].lines.length === 0);
  const errors = isEmpty
    ? [...wrong, { field: oneOf.at(-1) ?? first, text: visit.t('dossier.field-one-of') }]
    : wrong;
  if (errors.length > 0) return actionPage(services, visit, { errors }, 422);
  const seen = revisionOf(visit.form.revision);
  // As its writer saw it, so that a form sent twice says the same twice.
  const dossier = await dossierOf(services, visit, { asOfRevision: seen });
  const base = {
    requestId: visit.requestId,
    dossierId: dossier.dossierId,
    expectedRevision: seen,
    occurred: undefined,
  };
  try {
    const { position } = await act(services, base, values, visit.call, dossier);
    return seeOther(`/dossiers/${dossier.dossierId}?done=${action}&position=${position}`);
  } catch (error) {
    const refused = refusal(error, visit);
    const isStale = error instanceof CallFailed && error.codeName === 'ABORTED';
    if (!isStale) return actionPage(services, visit, { errors: refused.errors }, 422);
    // What was typed stays; the newest revision goes into the form, so that sending again means having seen
    // it.
    return actionPage(
      services,
      visit,
      {
        errors: refused.errors,
        meanwhile: await meanwhile(services, visit, dossier),
        revision: String((await dossierOf(services, visit)).revision),
      },
      409,
    );
  }
}

/** What others did since the official saw the dossier. */
async function meanwhile(services: StaffServices, visit: Official, { dossierId }: Dossier) {
  const seen = revisionOf(visit.form.revision) ?? 0n;
  const newer: TimelineEntry[] = [];
  for (let pages = 0, pageToken = ''; pages < MOST_PAGES; pages += 1) {
    const { entries, nextPageToken } = await services.dossierQueries.listDossierTimeline(
      { dossierId, pageSize: LONGEST_PAGE, pageToken, minPosition: 0n },
      visit.call,
    );
    newer.push(...entries.filter(({ revision }) => revision > seen));
    pageToken = nextPageToken;
    if (pageToken === '') break;
  }
  const name = await agencyNames(
    services,
    newer.map(({ actorAgencyId }) => actorAgencyId),
    visit.call,
  );
  const official = await officialNames(
    services,
    newer.map(({ actorId }) => actorId),
    visit.call,
  );
  return newer.map((entry) => timelineRow(entry, { name, official }, visit.t));
}

function nameOfAction(name: string | undefined): ActionName {
  const known = actionNames.find((action) => action === name);
  if (known === undefined) throw new PageError('not-found', 'There is no such act.');
  return known;
}

const revisionOf = (sent: unknown): bigint | undefined =>
  typeof sent === 'string' && /^\d{1,10}$/u.test(sent) ? BigInt(sent) : undefined;
