import { colleagues } from '../../names/colleagues.ts';
import { DossierQueryServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_query_service';
import {
  csv,
  day,
  download,
  filled,
  mayCall,
  readForm,
  seeOther,
  signedIn,
  view,
  type Feature,
  type SignedIn,
  type Translate,
} from '@egov/chassis/web';
import type { DossierSummary } from '@egov/proto/egov/procedures/v1/dossier';
import type { StaffServices } from '../../services.ts';
import { chooseColumns, columns, columnsOf, type Column } from './columns.ts';
import { deskPage, deskRow } from './desk-page.ts';
import { deskQuestion, type DeskQuestion } from './desk-question.ts';
import { handOverForm, handOverMany } from './hand-over-many.ts';
import { remindForm, remindMany } from './remind-many.ts';
import { removeView, savedViewForm, savedViews, saveView } from './saved-views.ts';
import { NEARLY_LATE_MS } from './tabs.ts';

const PAGE = 20;
const EXPORT_PAGE = 200;
const EXPORT_PAGES = 10;

/** What an official must do now. */
export const deskFeature = (services: StaffServices): Feature => ({
  name: 'desk',
  routes: (router) => {
    router.get(
      '/',
      signedIn(({ user }) =>
        seeOther(mayCall(user, DossierQueryServiceDefinition.methods.listDossiers) ? '/desk' : '/procedures'),
      ),
    );
    router.get(
      '/desk',
      signedIn((visit) => shown(services, visit, {})),
    );
    router.post(
      '/desk/views',
      signedIn((visit) => viewSaved(services, visit)),
    );
    router.post(
      '/desk/views/:id/remove',
      signedIn(async ({ user, params }) => {
        await removeView(services.notes, user.subject, params.id ?? '');
        return seeOther('/desk');
      }),
    );
    router.post(
      '/desk/columns',
      signedIn(async ({ user, form }) => {
        await chooseColumns(services.notes, user.subject, [form.columns ?? []].flat());
        return seeOther('/desk');
      }),
    );
    router.get(
      '/desk.csv',
      signedIn((visit) => exported(services, visit)),
    );
    router.get(
      '/desk/hand-over',
      signedIn(async (visit) => view('desk/hand-over.njk', await handOverPage(services, visit, {}))),
    );
    router.post(
      '/desk/hand-over',
      signedIn((visit) => handedOver(services, visit)),
    );
    router.get(
      '/desk/remind',
      signedIn((visit) => remindPage(visit, {})),
    );
    router.post(
      '/desk/remind',
      signedIn((visit) => reminded(services, visit)),
    );
  },
});

async function viewSaved(services: StaffServices, visit: SignedIn) {
  const read = readForm(savedViewForm, visit);
  if (!read.ok)
    return shown(
      services,
      {
        ...visit,
        query: { ...visit.query, tab: typeof visit.form.tab === 'string' ? visit.form.tab : '' },
      },
      { errors: read.errors },
      422,
    );
  await saveView(services.notes, visit.user.subject, read.value);
  return seeOther(`/desk?tab=${encodeURIComponent(read.value.tab)}`);
}

const columnChoice = (chosen: readonly Column[], t: Translate) =>
  columns
    .filter((column) => column !== 'code')
    .map((column) => ({ value: column, text: t(`desk.column.${column}`), checked: chosen.includes(column) }));

async function shown({ dossierQueries, notes }: StaffServices, visit: SignedIn, more: object, status = 200) {
  const now = new Date();
  const question = deskQuestion(visit, now, PAGE);
  const { subject } = visit.user;
  const [found, counts, views, chosen] = await Promise.all([
    dossierQueries.listDossiers(question.request, visit.call),
    dossierQueries.countDossiers(counting(question, subject, now), visit.call),
    savedViews(notes, subject),
    columnsOf(notes, subject),
  ]);
  const isNoMoment = question.asOf === null;
  return view(
    'desk/desk.njk',
    {
      ...deskPage(visit, question, found, counts, question.asOf ?? now),
      views,
      columns: columnChoice(chosen, visit.t),
      shown: columnsIn(question, chosen),
      form: visit.form,
      ...(isNoMoment ? { errors: [{ field: 'as_of', text: visit.t('desk.as-of-wrong') }] } : {}),
      ...more,
    },
    isNoMoment ? 422 : status,
  );
}

const counting = ({ asOf }: DeskQuestion, officialId: string, now: Date) => ({
  officialId,
  nearlyLateBeforeAt: new Date(now.getTime() + NEARLY_LATE_MS),
  asOfAt: asOf ?? undefined,
});

/** The chosen columns, plus the waiting time on the tab of waiting dossiers. */
const columnsIn = ({ tab }: DeskQuestion, chosen: readonly Column[]): readonly Column[] =>
  tab.startsWith('waiting-') && !chosen.includes('waiting') ? [...chosen, 'waiting'] : chosen;

const chosenIn = ({ form, request }: SignedIn): readonly string[] =>
  [form.dossiers ?? request.query.dossiers ?? []].flat().filter((id) => typeof id === 'string');

const remindPage = (visit: SignedIn, more: object, status = 200) =>
  view(
    'desk/remind.njk',
    { title: visit.t('desk.remind'), chosen: chosenIn(visit), form: visit.form, ...more },
    status,
  );

async function handedOver(services: StaffServices, visit: SignedIn) {
  const read = readForm(handOverForm, visit);
  if (!read.ok)
    return view('desk/hand-over.njk', await handOverPage(services, visit, { errors: read.errors }), 422);
  return view('desk/results.njk', {
    title: visit.t('desk.results'),
    results: await handOverMany(services, read.value, visit),
  });
}

async function reminded(services: StaffServices, visit: SignedIn) {
  const read = readForm(remindForm, visit);
  if (!read.ok) return remindPage(visit, { errors: read.errors }, 422);
  return view('desk/results.njk', {
    title: visit.t('desk.remind-results'),
    results: await remindMany(services, read.value, visit),
  });
}

async function handOverPage(services: StaffServices, visit: SignedIn, more: object) {
  const { agencies } = await services.agencies.listAgencies(
    {
      text: filled(visit.query.agency),
      pageSize: 200,
    },
    visit.call,
  );
  // An official sees the staff of their own agency. An official of several agencies enters the account, or
  // hands over to the unit.
  const [own = '', ...others] = visit.user.agencies;
  const officials = await colleagues(
    services,
    own === '*' || others.length > 0 ? undefined : filled(own),
    visit.t('desk.official-nobody'),
    visit.call,
  );
  return {
    title: visit.t('desk.hand-over'),
    chosen: chosenIn(visit),
    officials,
    agencies: agencies.map(({ agencyId, name }) => ({ value: agencyId, text: name })),
    form: { agency_id: officials.length > 0 ? own : '', ...visit.form },
    ...more,
  };
}

async function exported(services: StaffServices, visit: SignedIn) {
  const now = new Date();
  const { request, asOf } = deskQuestion(visit, now, EXPORT_PAGE);
  const dossiers: DossierSummary[] = [];
  let pageToken: string | undefined;
  for (let pages = 0; pages < EXPORT_PAGES; pages += 1) {
    const page = await services.dossierQueries.listDossiers({ ...request, pageToken }, visit.call);
    dossiers.push(...page.dossiers);
    pageToken = page.nextPageToken;
    if (pageToken === undefined) break;
  }
  const { t, locale } = visit;
  const rows = dossiers
    .map((dossier) => deskRow(dossier, t, asOf ?? now))
    .map(({ received, due, urgency, ...row }) => ({
      ...row,
      received: day(received, locale),
      due: day(due, locale),
      urgency: urgency === '' ? '' : t(`desk.${urgency}`),
    }));
  const exportedColumns = (
    ['code', 'applicant', 'procedure', 'state', 'channel', 'received', 'due', 'waiting', 'urgency'] as const
  ).map((key) => ({ key, label: t(`desk.column.${key}`) }));
  return download('desk.csv', 'text/csv; charset=utf-8', csv(rows, exportedColumns));
}
