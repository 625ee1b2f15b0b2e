import { eventText } from '../../names/event-text.ts';
import { agencyNames, officialNames } from '../../names/names.ts';
import { csv, download, moment, signedIn, view, type Feature, type SignedIn } from '@egov/chassis/web';
import { eventServiceNames } from '@egov/platform';
import type { Act, ListActsRequest } from '@egov/proto/egov/audit/v1/audit_service';
import { listAddress } from '../../forms/list-address.ts';
import type { StaffServices } from '../../services.ts';
import { auditQuestion, type AuditQuestion, type Ledger } from './audit-question.ts';

const PAGE = 50;
const EXPORT_PAGE = 200;
const EXPORT_PAGES = 10;

/** Who did what, for inspectors. */
export const auditFeature = (services: StaffServices): Feature => ({
  name: 'audit',
  routes: (router) => {
    router.get(
      '/audit',
      signedIn((visit) => shown(services, visit)),
    );
    router.get(
      '/audit.csv',
      signedIn((visit) => exported(services, visit)),
    );
  },
});

const asks =
  (services: StaffServices, ledger: Ledger, call: SignedIn['call']) => (request: ListActsRequest) =>
    services.audit[ledger].listActs(request, call);

async function shown(services: StaffServices, visit: SignedIn) {
  const { t, call } = visit;
  const question = auditQuestion(visit, PAGE);
  const { acts, nextPageToken, eventTypes } = await asks(services, question.ledger, call)(question.request);
  const { agencies } = await services.agencies.listAgencies({ pageSize: 200 }, call);
  return view(
    'audit/audit.njk',
    {
      title: t('audit.title'),
      asked: question.asked,
      ledger: question.ledger,
      errors: question.errors,
      ledgers: eventServiceNames.map((name) => ({
        name,
        text: t(`service.${name}`),
        href: `/audit?records=${name}`,
        isCurrent: name === question.ledger,
      })),
      agencies: [
        { value: '', text: t('audit.any') },
        ...agencies.map(({ agencyId, name }) => ({ value: agencyId, text: name })),
      ],
      events: [
        { value: '', text: t('audit.any') },
        ...eventTypes.map((type) => ({ value: type, text: eventText(type, t) })),
      ],
      rows: await rowsOf(services, acts, visit),
      next: nextPageToken && address('/audit', question, { page: nextPageToken }),
      csv: address('/audit.csv', question),
      narrowed: (actor: string) => address('/audit', { ...question, asked: { ...question.asked, actor } }),
    },
    question.errors.length > 0 ? 422 : 200,
  );
}

const address = (
  path: string,
  { ledger, asked }: Pick<AuditQuestion, 'ledger' | 'asked'>,
  more: Readonly<Record<string, string>> = {},
): string => listAddress(path, { records: ledger, ...asked, ...more });

/** Moments are shown to the minute: within one, both would read the same. */
const minuteOf = (moment: Date | undefined) => moment && Math.floor(moment.getTime() / 60_000);

const pages: Readonly<Record<string, string>> = {
  procedures_dossier: '/dossiers',
  procedures_procedure: '/procedures',
  directory_agency: '/agencies',
  directory_staff_member: '/people',
};

async function rowsOf(services: StaffServices, acts: readonly Act[], { t, call }: SignedIn) {
  const [official, agency] = await Promise.all([
    officialNames(
      services,
      acts.map(({ actorId }) => actorId),
      call,
    ),
    agencyNames(
      services,
      acts.map(({ actorAgencyId }) => actorAgencyId),
      call,
    ),
  ]);
  return acts.map((act) => {
    const folder = pages[act.category];
    return {
      recorded: act.recordedAt,
      occurred: act.occurredAt,
      isBackdated: minuteOf(act.recordedAt) !== minuteOf(act.occurredAt),
      what: eventText(act.eventType, t),
      who: act.actorId === undefined ? t('audit.concerned') : official(act.actorId),
      actor: act.actorId ?? '',
      agency: agency(act.actorAgencyId),
      record: act.recordId,
      href: folder === undefined ? '' : `${folder}/${act.recordId}`,
      request: act.requestId,
    };
  });
}

async function exported(services: StaffServices, visit: SignedIn) {
  const { t, locale, call } = visit;
  const question = auditQuestion(visit, EXPORT_PAGE);
  const ask = asks(services, question.ledger, call);
  const acts: Act[] = [];
  let pageToken: string | undefined;
  for (let pageNumber = 0; pageNumber < EXPORT_PAGES; pageNumber += 1) {
    const found = await ask({ ...question.request, pageToken });
    acts.push(...found.acts);
    pageToken = found.nextPageToken;
    if (pageToken === undefined) break;
  }
  const rows = (await rowsOf(services, acts, visit)).map(
    ({ recorded, occurred, what, who, actor, agency, record, request }) => ({
      recorded: moment(recorded, locale),
      occurred: moment(occurred, locale),
      what,
      who,
      actor,
      agency,
      record,
      request,
    }),
  );
  const columns = (
    ['recorded', 'occurred', 'what', 'who', 'actor', 'agency', 'record', 'request'] as const
  ).map((key) => ({ key, label: t(`audit.column.${key}`) }));
  return download('audit.csv', 'text/csv; charset=utf-8', csv(rows, columns));
}
