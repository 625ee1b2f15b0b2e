import { termsOf } from '@egov/dossier-views';
import { agencyNames, officialNames } from '../../names/names.ts';
import { colleagues } from '../../names/colleagues.ts';
import { ifKnown } from '../../names/if-known.ts';
import { CallFailed } from '@egov/chassis/grpc';
import { PageError, refusal, seeOther, view, type SignedIn, type Visit } from '@egov/chassis/web';
import type { Dossier } from '@egov/proto/egov/procedures/v1/dossier';
import type { TimelineEntry } from '@egov/proto/egov/procedures/v1/timeline';
import type { StaffServices } from '../../services.ts';
import { actionNames, actionOf, hindrance, type ActionName } from './actions.ts';
import { dossierOf } from './dossier-of.ts';
import { orApplicant, timelineRow } from './dossier-page.ts';
import { tickedIn, type Field, type Widget } from './fields.ts';

const MAX_PAGE = 200;
const MAX_PAGES = 5;

/** The form of one act, or why it may not be done now. */
export async function actionPage(
  services: StaffServices,
  visit: SignedIn,
  more: Readonly<Record<string, unknown>>,
  status = 200,
) {
  const { t, user, params } = visit;
  const action = nameOfAction(params.action);
  const dossier = await dossierOf(services, visit);
  const why = hindrance(action, dossier, user.permissions);
  const { fields, ends } = actionOf(action);
  const { agencies, terms, officials } = await offeredTo(
    services,
    dossier,
    visit,
    Object.values(fields).map(({ widget }) => widget),
  );
  const steps = terms?.steps ?? [];
  return view(
    'dossier/action.njk',
    {
      title: t(`dossier.action.${action}`),
      dossier,
      action,
      ends,
      why: why === undefined ? '' : t(`reason.${why}`),
      fields: fieldsShown(fields, t),
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

/** The choices that the form's fields need. */
async function offeredTo(
  services: StaffServices,
  dossier: Dossier,
  visit: SignedIn,
  widgets: readonly Widget[],
) {
  const { t, call } = visit;
  const [agencies, terms, officials] = await Promise.all([
    widgets.includes('agency') ? services.agencies.listAgencies({ pageSize: 200 }, call) : undefined,
    widgets.includes('step') || widgets.includes('papers')
      ? ifKnown(() => termsOf(services.catalogue, dossier, call))
      : undefined,
    widgets.includes('official')
      ? colleagues(
          services,
          typeof visit.form.agency_id === 'string' ? visit.form.agency_id : dossier.holderAgencyId,
          t('desk.official-nobody'),
          call,
        )
      : [],
  ]);
  return { agencies, terms, officials };
}

const fieldsShown = (fields: Readonly<Record<string, Field>>, t: Visit['t']) =>
  Object.entries(fields).map(([field, { widget, choices = [] }]) => ({
    field,
    widget,
    label: t(`dossier.field.${field}`),
    choices: choices.map((value) => ({ value, text: t(`dossier.${value}`) })),
  }));

/** Does the act; shows the form again with its errors, or with what others did meanwhile. */
export async function acted(services: StaffServices, visit: SignedIn) {
  const action = nameOfAction(visit.params.action);
  const { read, next } = actionOf(action);
  const form = read(visit);
  if (!form.ok) return actionPage(services, visit, { errors: form.errors }, 422);
  const seen = revisionOf(visit.form.revision);
  // As its writer saw it, so that a form sent twice has the same content.
  const dossier = await dossierOf(services, visit, { asOfRevision: seen });
  const base = {
    requestId: visit.requestId,
    dossierId: dossier.dossierId,
    expectedRevision: seen,
    occurredAt: undefined,
  };
  try {
    const { position } = await form.value(services, base, visit.call, dossier);
    return seeOther(
      next?.(dossier.dossierId) ?? `/dossiers/${dossier.dossierId}?done=${action}&position=${position}`,
    );
  } catch (error) {
    const refused = refusal(error, visit);
    const isStale = error instanceof CallFailed && error.codeName === 'ABORTED';
    if (!isStale) return actionPage(services, visit, { errors: refused.errors }, 422);
    // The input stays; the latest revision goes into the form, since sending it again means having seen it.
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

/** What others did since the official opened the dossier. */
async function meanwhile(services: StaffServices, visit: SignedIn, dossier: Dossier) {
  const { dossierId } = dossier;
  const seen = revisionOf(visit.form.revision) ?? 0n;
  const newer: TimelineEntry[] = [];
  let pageToken: string | undefined;
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    const found = await services.dossierQueries.listDossierTimeline(
      { dossierId, pageSize: MAX_PAGE, pageToken },
      visit.call,
    );
    newer.push(...found.entries.filter(({ revision }) => revision > seen));
    pageToken = found.nextPageToken;
    if (pageToken === undefined) break;
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
  const who = orApplicant(official, dossier, visit.t);
  return newer.map((entry) => timelineRow(entry, { name, official: who }, visit.t));
}

function nameOfAction(name: string | undefined): ActionName {
  const known = actionNames.find((action) => action === name);
  if (known === undefined) throw new PageError('not-found', 'There is no such act.');
  return known;
}

const revisionOf = (sent: unknown): bigint | undefined =>
  typeof sent === 'string' && /^\d{1,10}$/u.test(sent) ? BigInt(sent) : undefined;
