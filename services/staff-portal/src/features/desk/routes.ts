import { csv, day, download, readForm, seeOther, signedIn, view, type Feature, type User, type Visit } from '@egov/chassis/web';
import type { DossierSummary } from '@egov/proto/egov/procedures/v1/dossier';
import type { StaffServices } from '../../services.ts';
import { deskPage, deskRow } from './desk-page.ts';
import { deskQuestion } from './desk-question.ts';
import { handOverForm, handOverMany } from './hand-over-many.ts';

const PAGE = 20;
const EXPORT_PAGE = 200;
const EXPORT_PAGES = 10;

/** What an official must do now. */
export const deskFeature = (services: StaffServices): Feature => ({
  name: 'desk',
  routes: (router) => {
    router.get('/', signedIn(() => seeOther('/desk')));
    router.get('/desk', signedIn(async (visit) => {
      const now = new Date();
      const question = deskQuestion(visit, now, PAGE);
      const [found, { counts }] = await Promise.all([
        services.dossierQueries.listDossiers(question.request, visit.call),
        services.dossierQueries.countDossiers({ agencyId: '', importId: '', minPosition: 0n }, visit.call),
      ]);
      return view('desk/desk.njk', deskPage(visit, question, found, counts, now));
    }));
    router.get('/desk.csv', signedIn((visit) => exported(services, visit)));
    router.get('/desk/hand-over', signedIn(async (visit) => view('desk/hand-over.njk', await handOverPage(services, visit, {}))));
    router.post('/desk/hand-over', signedIn(async (visit) => {
      const read = readForm(handOverForm, visit);
      if (!read.ok) return view('desk/hand-over.njk', await handOverPage(services, visit, { errors: read.errors }), 422);
      return view('desk/handed-over.njk', { title: visit.t('desk.results'), results: await handOverMany(services, read.value, visit) });
    }));
  },
});

type Official = Visit & Readonly<{ user: User }>;

async function handOverPage(services: StaffServices, visit: Official, more: object) {
  const chosen = [visit.form.dossiers ?? visit.request.query.dossiers ?? []].flat().filter((id) => typeof id === 'string');
  const { agencies } = await services.agencies.listAgencies({ asOf: '', level: 0, parentId: '', text: visit.query.agency ?? '', pageSize: 200, pageToken: '', minPosition: 0n }, visit.call);
  return { title: visit.t('desk.hand-over'), chosen, agencies: agencies.map(({ agencyId, name }) => ({ value: agencyId, text: name })), form: visit.form, ...more };
}

async function exported(services: StaffServices, visit: Official) {
  const now = new Date();
  const { request } = deskQuestion(visit, now, EXPORT_PAGE);
  const dossiers: DossierSummary[] = [];
  for (let pages = 0, pageToken = ''; pages < EXPORT_PAGES; pages += 1) {
    const page = await services.dossierQueries.listDossiers({ ...request, pageToken }, visit.call);
    dossiers.push(...page.dossiers);
    ({ nextPageToken: pageToken } = page);
    if (pageToken === '') break;
  }
  const { t, locale } = visit;
  const rows = dossiers.map((dossier) => deskRow(dossier, t, now)).map(({ received, due, urgency, ...row }) => ({
    ...row, received: day(received, locale), due: day(due, locale), urgency: urgency === '' ? '' : t(`desk.${urgency}`),
  }));
  const columns = (['code', 'applicant', 'procedure', 'state', 'channel', 'received', 'due', 'urgency'] as const).map((key) => ({ key, label: t(`desk.column.${key}`) }));
  return download('desk.csv', 'text/csv; charset=utf-8', csv(rows, columns));
}
