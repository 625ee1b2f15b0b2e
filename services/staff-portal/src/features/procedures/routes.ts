import { officialNames } from '../../names/names.ts';
import { CatalogueServiceDefinition } from '@egov/proto/egov/procedures/v1/catalogue_service';
import { channelText } from '@egov/dossier-views';
import {
  filled,
  csv,
  download,
  mayCall,
  money,
  number,
  PageError,
  refusal,
  seeOther,
  signedIn,
  view,
  type Feature,
  type SignedIn,
} from '@egov/chassis/web';
import {
  ProcedureVersionState,
  type Procedure,
  type ProcedureTerms,
  type ProcedureVersion,
} from '@egov/proto/egov/procedures/v1/procedure';
import type { StaffServices } from '../../services.ts';
import { caseField, paperLines, termsIn } from './version-form.ts';

const PAGE = 20;
const EXPORT_PAGE = 200;
const EXPORT_PAGES = 10;
const MAX_TEXT = 200;

/**
 * The catalogue: versions in force, past and to come; a new one is proposed by one official and published by
 * another.
 */
export const proceduresFeature = (services: StaffServices): Feature => ({
  name: 'procedures',
  routes: (router) => {
    router.get(
      '/procedures',
      signedIn((visit) => listPage(services, visit)),
    );
    router.get(
      '/procedures.csv',
      signedIn((visit) => exported(services, visit)),
    );
    router.get(
      '/procedures/:id',
      signedIn((visit) => shown(services, visit, {})),
    );
    router.get(
      '/procedures/:id/propose',
      signedIn((visit) => newVersionPage(services, visit)),
    );
    router.post(
      '/procedures/:id/propose',
      signedIn((visit) => proposed(services, visit)),
    );
    router.post(
      '/procedures/:id/versions/:version/publish',
      signedIn((visit) => published(services, visit)),
    );
  },
});

async function listPage(services: StaffServices, visit: SignedIn) {
  const { text, found } = await listed(services, visit, PAGE, filled(visit.query.page));
  return view('procedures/list.njk', {
    title: visit.t('catalogue.title'),
    text,
    rows: found.procedures.map(rowOf),
    csv: `/procedures.csv?${new URLSearchParams({ text }).toString()}`,
    next:
      found.nextPageToken &&
      `/procedures?${new URLSearchParams({ text, page: found.nextPageToken }).toString()}`,
  });
}

const rowOf = ({ procedureId, current }: Procedure) => ({
  procedureId,
  code: current?.terms?.code ?? '',
  name: current?.terms?.name ?? '',
  field: current?.terms?.field ?? '',
  from: current?.inForceFromDay ?? '',
  version: current?.version ?? 0,
});

async function listed(
  { catalogue }: StaffServices,
  { query, call }: SignedIn,
  pageSize: number,
  pageToken: string | undefined,
) {
  const text = (query.text ?? '').trim().slice(0, MAX_TEXT);
  return {
    text,
    found: await catalogue.listProcedures({ text: filled(text), pageSize, pageToken }, call),
  };
}

async function exported(services: StaffServices, visit: SignedIn) {
  const rows: ReturnType<typeof rowOf>[] = [];
  let pageToken: string | undefined;
  for (let pages = 0; pages < EXPORT_PAGES; pages += 1) {
    const { found } = await listed(services, visit, EXPORT_PAGE, pageToken);
    rows.push(...found.procedures.map(rowOf));
    pageToken = found.nextPageToken;
    if (pageToken === undefined) break;
  }
  return download(
    'procedures.csv',
    'text/csv; charset=utf-8',
    csv(
      rows,
      (['code', 'name', 'field', 'from', 'version'] as const).map((key) => ({
        key,
        label: visit.t(`catalogue.column.${key}`),
      })),
    ),
  );
}

async function versionsOf({ catalogue }: StaffServices, { params, call }: SignedIn) {
  const procedureId = params.id ?? '';
  const [{ versions }, { procedure }] = await Promise.all([
    catalogue.listProcedureVersions({ procedureId }, call),
    catalogue.getProcedure({ procedureId }, call),
  ]);
  const latest = versions.at(-1)?.terms;
  if (latest === undefined) throw new PageError('not-found', 'The procedure has no version.');
  return { procedure, versions, latest };
}

async function shown(services: StaffServices, visit: SignedIn, more: object, status = 200) {
  const { t, locale, user } = visit;
  const { procedure, versions, latest } = await versionsOf(services, visit);
  const name = await officialNames(
    services,
    [...new Set(versions.flatMap(({ proposedBy, publishedBy }) => [proposedBy, publishedBy]))],
    visit.call,
  );
  const terms = procedure?.current?.terms ?? latest;
  return view(
    'procedures/procedure.njk',
    {
      title: terms.name,
      procedureId: visit.params.id,
      terms,
      isInForce: procedure?.current !== undefined,
      cases: casesOf(terms, visit).map(({ channel, one }) => ({
        channel,
        name: one.name,
        takes:
          one.duration === undefined
            ? '–'
            : `${number(one.duration.amount, locale)} ` +
              `${t(`catalogue.unit.${one.duration.unit}`, { amount: one.duration.amount })}`,
        costs: one.fee === undefined ? '–' : money(one.fee, locale),
      })),
      versions: versions.toReversed().map((version) => ({
        number: version.version,
        from: version.inForceFromDay,
        state: t(`catalogue.state.${stateOf(version, procedure?.current?.version)}`),
        by: name(version.proposedBy),
        published: name(version.publishedBy),
        at: version.publishedAt,
        mayPublish:
          version.state === ProcedureVersionState.PROCEDURE_VERSION_STATE_PROPOSED &&
          mayCall(user, CatalogueServiceDefinition.methods.publishProcedureVersion),
      })),
      mayPropose: mayCall(user, CatalogueServiceDefinition.methods.proposeProcedureVersion),
      ...more,
    },
    status,
  );
}

const stateOf = ({ version, state }: ProcedureVersion, current: number | undefined): string => {
  if (state === ProcedureVersionState.PROCEDURE_VERSION_STATE_PROPOSED) return 'proposed';
  if (version === current) return 'in-force';
  return current === undefined || version > current ? 'to-come' : 'past';
};

const casesOf = ({ channels }: ProcedureTerms, { t }: SignedIn) =>
  channels.flatMap(({ channel, cases }, n) =>
    cases.map((one, m) => ({ channel: channelText(channel, t), one, n, m })),
  );

/** The form of a new version, filled in with the latest. */
async function newVersionPage(services: StaffServices, visit: SignedIn) {
  const { latest, procedure } = await versionsOf(services, visit);
  return proposePage(visit, latest, String(procedure?.revision ?? ''), {
    name: latest.name,
    legal_ground: '',
    papers: paperLines(latest),
    ...Object.fromEntries(
      latest.channels.flatMap(({ cases }, n) =>
        cases.flatMap(({ duration, fee }, m) => [
          [caseField('days', n, m), duration === undefined ? '' : String(duration.amount)],
          [caseField('fee', n, m), fee === undefined ? '' : String(fee)],
        ]),
      ),
    ),
  });
}

async function published(services: StaffServices, visit: SignedIn) {
  const version = Number(visit.params.version);
  if (!Number.isSafeInteger(version)) throw new PageError('not-found', 'Not a version number.');
  try {
    await services.catalogue.publishProcedureVersion(
      {
        requestId: visit.requestId,
        procedureId: visit.params.id ?? '',
        version,
      },
      visit.call,
    );
    return seeOther(`/procedures/${visit.params.id ?? ''}?done=yes`);
  } catch (error) {
    return shown(services, visit, { errors: refusal(error, visit).errors }, 422);
  }
}

function proposePage(
  visit: SignedIn,
  latest: ProcedureTerms,
  revision: string,
  form: object,
  more: object = {},
  status = 200,
) {
  const { t, params } = visit;
  return view(
    'procedures/propose.njk',
    {
      title: t('catalogue.propose'),
      procedureId: params.id,
      terms: latest,
      revision,
      form,
      cases: casesOf(latest, visit).map(({ channel, one, n, m }) => ({
        legend: [channel, one.name].filter(Boolean).join(': '),
        unit: t(`catalogue.unit.${one.duration?.unit ?? 1}`, { amount: one.duration?.amount ?? 0 }),
        days: caseField('days', n, m),
        fee: caseField('fee', n, m),
      })),
      ...more,
    },
    status,
  );
}

async function proposed(services: StaffServices, visit: SignedIn) {
  const { latest } = await versionsOf(services, visit);
  const { form, t, params } = visit;
  const revision =
    typeof form.revision === 'string' && /^\d{1,18}$/u.test(form.revision) ? form.revision : '';
  const { terms, errors } = termsIn(latest, form, t);
  const from = typeof form.in_force_from === 'string' ? form.in_force_from : '';
  const wrong = /^\d{4}-\d{2}-\d{2}$/u.test(from)
    ? errors
    : [...errors, { field: 'in_force_from', text: t('catalogue.from-needed') }];
  if (wrong.length > 0) return proposePage(visit, latest, revision, form, { errors: wrong }, 422);
  try {
    await services.catalogue.proposeProcedureVersion(
      {
        requestId: visit.requestId,
        procedureId: params.id ?? '',
        terms,
        inForceFromDay: from,
        expectedRevision: revision === '' ? undefined : BigInt(revision),
      },
      visit.call,
    );
    return seeOther(`/procedures/${params.id ?? ''}?done=yes`);
  } catch (error) {
    return proposePage(visit, latest, revision, form, { errors: refusal(error, visit).errors }, 422);
  }
}
