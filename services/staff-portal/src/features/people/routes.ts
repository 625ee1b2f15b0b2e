import { StaffServiceDefinition } from '@egov/proto/egov/directory/v1/staff_service';
import {
  csv,
  download,
  filled,
  mayCall,
  readForm,
  signedIn,
  view,
  type Feature,
  type SignedIn,
} from '@egov/chassis/web';
import { agencyChoices } from '../../forms/agency-choices.ts';
import { listAddress } from '../../forms/list-address.ts';
import { recorded } from '../../forms/recorded.ts';
import { textAsked } from '../../forms/text-asked.ts';
import type { StaffServices } from '../../services.ts';
import { appointForm, endForm, registerForm } from './forms.ts';
import { personPage } from './person-page.ts';
import { personRow } from './person-row.ts';

const PAGE = 50;
const EXPORT_PAGE = 200;
const EXPORT_PAGES = 10;

/** Officials: their agencies, roles and dates. */
export const peopleFeature = (services: StaffServices): Feature => ({
  name: 'people',
  routes: (router) => {
    router.get(
      '/people',
      signedIn((visit) => peopleList(services, visit, {})),
    );
    router.get(
      '/people.csv',
      signedIn((visit) => exported(services, visit)),
    );
    router.post(
      '/people',
      signedIn((visit) => registered(services, visit)),
    );
    router.get(
      '/people/:id',
      signedIn((visit) => personPage(services, visit, {})),
    );
    router.post(
      '/people/:id/appoint',
      signedIn((visit) => appointed(services, visit)),
    );
    router.post(
      '/people/:id/end',
      signedIn((visit) => left(services, visit)),
    );
  },
});

async function registered(services: StaffServices, visit: SignedIn) {
  const read = readForm(registerForm, visit);
  if (!read.ok) return peopleList(services, visit, { errors: read.errors }, 422);
  const { agency_id: agencyId, email, phone, ...person } = read.value;
  return recorded(
    visit,
    '/people',
    () =>
      services.staff.registerStaffMember(
        { requestId: visit.requestId, agencyId, ...person, email: filled(email), phone: filled(phone) },
        visit.call,
      ),
    (errors) => peopleList(services, visit, { errors }, 422),
  );
}

async function appointed(services: StaffServices, visit: SignedIn) {
  const read = readForm(appointForm, visit);
  if (!read.ok) return personPage(services, visit, { errors: read.errors }, 422);
  const { agency_id: agencyId, from: fromDay, revision, ...appointment } = read.value;
  return recorded(
    visit,
    `/people/${visit.params.id ?? ''}`,
    () =>
      services.staff.appointStaffMember(
        {
          requestId: visit.requestId,
          staffId: visit.params.id ?? '',
          agencyId,
          fromDay,
          ...appointment,
          expectedRevision: BigInt(revision),
        },
        visit.call,
      ),
    (errors) => personPage(services, visit, { errors }, 422),
  );
}

async function left(services: StaffServices, visit: SignedIn) {
  const read = readForm(endForm, visit);
  if (!read.ok) return personPage(services, visit, { errors: read.errors }, 422);
  const { appointment_id: appointmentId, until, reason, revision } = read.value;
  return recorded(
    visit,
    `/people/${visit.params.id ?? ''}`,
    () =>
      services.staff.endAppointment(
        {
          requestId: visit.requestId,
          staffId: visit.params.id ?? '',
          appointmentId,
          untilDay: until,
          reason: filled(reason),
          expectedRevision: BigInt(revision),
        },
        visit.call,
      ),
    (errors) => personPage(services, visit, { errors }, 422),
  );
}

/** People are listed within the chosen agency, else wherever the official may see them. */
const agencyIn = ({ query }: SignedIn): string | undefined => filled(query.agency);

async function peopleList(services: StaffServices, visit: SignedIn, more: object, status = 200) {
  const { t, query, form, user, call } = visit;
  const text = textAsked(visit);
  const agencies = await agencyChoices(services, visit);
  const agencyId = agencyIn(visit);
  const found = await services.staff.listStaffMembers(
    { agencyId, text, pageSize: PAGE, pageToken: filled(query.page) },
    call,
  );
  return view(
    'people/list.njk',
    {
      title: t('people.title'),
      text,
      rows: found.staffMembers.map((person) => personRow(person, visit)),
      csv: listAddress('/people.csv', { text, agency: agencyId }),
      mayManage: mayCall(user, StaffServiceDefinition.methods.registerStaffMember),
      agencies,
      agencyId,
      form: { agency_id: agencyId, ...form },
      next:
        found.nextPageToken && listAddress('/people', { text, agency: agencyId, page: found.nextPageToken }),
      ...more,
    },
    status,
  );
}

async function exported({ staff }: StaffServices, visit: SignedIn) {
  const rows: ReturnType<typeof personRow>[] = [];
  let pageToken: string | undefined;
  for (let pages = 0; pages < EXPORT_PAGES; pages += 1) {
    const page = await staff.listStaffMembers(
      {
        agencyId: agencyIn(visit),
        text: textAsked(visit),
        pageSize: EXPORT_PAGE,
        pageToken,
      },
      visit.call,
    );
    rows.push(...page.staffMembers.map((person) => personRow(person, visit)));
    pageToken = page.nextPageToken;
    if (pageToken === undefined) break;
  }
  return download(
    'people.csv',
    'text/csv; charset=utf-8',
    csv(
      rows,
      (['name', 'position', 'roles', 'email'] as const).map((key) => ({
        key,
        label: visit.t(`people.column.${key}`),
      })),
    ),
  );
}
