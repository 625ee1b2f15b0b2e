import {
  csv,
  download,
  PageError,
  readForm,
  refusal,
  seeOther,
  signedIn,
  view,
  type Feature,
  type User,
  type Visit,
} from '@egov/chassis/web';
import type { Agency } from '@egov/proto/egov/directory/v1/agency';
import type { StaffMember } from '@egov/proto/egov/directory/v1/staff_service';
import type { StaffServices } from '../../services.ts';
import { agencyNames } from '../dossier/names.ts';
import { agencyChanges, establishing } from './agency-changes.ts';
import { appointForm, endForm, registerForm } from './forms.ts';
import { rolesPage } from './roles-page.ts';

type Official = Visit & Readonly<{ user: User }>;

const PAGE = 50;
const LONGEST = 200;
const EXPORT_PAGE = 200;
const EXPORT_PAGES = 10;

/** Agencies and people as of a day: who is where, in which role, since when. */
export const administrationFeature = (services: StaffServices): Feature => ({
  name: 'administration',
  routes: (router) => {
    router.get(
      '/agencies',
      signedIn((visit) => agencyList(services, visit, {})),
    );
    router.get(
      '/agencies/:id',
      signedIn((visit) => agencyPage(services, visit, {})),
    );
    router.post(
      '/agencies',
      signedIn((visit) =>
        changed(visit, '/agencies', establishing(services, visit), (errors) =>
          agencyList(services, visit, { errors }, 422),
        ),
      ),
    );
    for (const [change, read] of Object.entries(agencyChanges)) {
      router.post(
        `/agencies/:id/${change}`,
        signedIn((visit) =>
          changed(visit, `/agencies/${visit.params.id ?? ''}`, read(services, visit), (errors) =>
            agencyPage(services, visit, { errors }, 422),
          ),
        ),
      );
    }
    router.get(
      '/roles',
      signedIn(({ t }) => view('administration/roles.njk', rolesPage(t))),
    );
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
      signedIn(async (visit) => {
        const read = readForm(registerForm, visit);
        if (!read.ok) return peopleList(services, visit, { errors: read.errors }, 422);
        const { agency_id: agencyId, ...person } = read.value;
        return recorded(
          visit,
          '/people',
          () =>
            services.staff.registerStaffMember(
              { requestId: visit.requestId, staffId: '', agencyId, ...person },
              visit.call,
            ),
          (errors) => peopleList(services, visit, { errors }, 422),
        );
      }),
    );
    router.get(
      '/people/:id',
      signedIn((visit) => personPage(services, visit, {})),
    );
    router.post(
      '/people/:id/appoint',
      signedIn(async (visit) => {
        const read = readForm(appointForm, visit);
        if (!read.ok) return personPage(services, visit, { errors: read.errors }, 422);
        const { agency_id: agencyId, revision, ...appointment } = read.value;
        return recorded(
          visit,
          `/people/${visit.params.id ?? ''}`,
          () =>
            services.staff.appointStaffMember(
              {
                requestId: visit.requestId,
                staffId: visit.params.id ?? '',
                agencyId,
                ...appointment,
                expectedRevision: BigInt(revision),
              },
              visit.call,
            ),
          (errors) => personPage(services, visit, { errors }, 422),
        );
      }),
    );
    router.post(
      '/people/:id/end',
      signedIn(async (visit) => {
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
                until,
                reason,
                expectedRevision: BigInt(revision),
              },
              visit.call,
            ),
          (errors) => personPage(services, visit, { errors }, 422),
        );
      }),
    );
  },
});

type Errors = ReturnType<typeof refusal>['errors'];

/** Does it and goes on; a refusal shows the page again with what was typed. */
async function recorded<Page>(
  visit: Official,
  then: string,
  act: () => Promise<unknown>,
  again: (errors: Errors) => Promise<Page>,
) {
  try {
    await act();
    return seeOther(`${then}?done=yes`);
  } catch (error) {
    return again(refusal(error, visit).errors);
  }
}

/** What is wrong with the form is shown again with it; what is right is done. */
const changed = <Page>(
  visit: Official,
  then: string,
  read: ReturnType<typeof establishing>,
  again: (errors: Errors) => Promise<Page>,
) => (typeof read === 'function' ? recorded(visit, then, read, again) : again(read.errors));

const asOfIn = ({ query }: Official): string =>
  /^\d{4}-\d{2}-\d{2}$/u.test(query.as_of ?? '') ? (query.as_of ?? '') : '';
const textIn = ({ query }: Official): string => (query.text ?? '').trim().slice(0, LONGEST);
const address = (path: string, asked: Readonly<Record<string, string>>): string =>
  `${path}?${new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== '')).toString()}`;

async function agencyList(services: StaffServices, visit: Official, more: object, status = 200) {
  const { agencies } = services;
  const mayManage = visit.user.permissions.includes('agency.manage');
  const [text, asOf] = [textIn(visit), asOfIn(visit)];
  const found = await agencies.listAgencies(
    {
      asOf,
      level: 0,
      parentId: visit.query.parent ?? '',
      text,
      pageSize: PAGE,
      pageToken: visit.query.page ?? '',
      minPosition: 0n,
    },
    visit.call,
  );
  return view(
    'administration/agencies.njk',
    {
      title: visit.t('administration.agencies'),
      text,
      asOf,
      rows: found.agencies.map((agency) => agencyRow(agency, visit)),
      next:
        found.nextPageToken === ''
          ? ''
          : address('/agencies', {
              text,
              as_of: asOf,
              parent: visit.query.parent ?? '',
              page: found.nextPageToken,
            }),
      mayManage,
      parents: mayManage ? await choices(services, visit) : [],
      levels: numbered(visit, 'level', 5),
      schemes: numbered(visit, 'scheme', 3),
      form: { scheme: '2', ...visit.form },
      ...more,
    },
    status,
  );
}

const numbered = ({ t }: Official, what: 'level' | 'scheme', most: number) =>
  Array.from({ length: most }, (_, index) => ({
    value: String(index + 1),
    text: t(`administration.${what}.${index + 1}`),
  }));

const agencyRow = ({ agencyId, name, level, codes, dissolvedOn }: Agency, { t }: Official) => ({
  agencyId,
  name,
  level: t(`administration.level.${level}`),
  code: codes.map(({ code }) => code).join(', '),
  dissolvedOn,
});

async function agencyPage(services: StaffServices, visit: Official, more: object, status = 200) {
  const { params, call, t, user, form } = visit;
  const { agency } = await services.agencies.getAgency(
    { agencyId: params.id ?? '', asOf: asOfIn(visit), minPosition: 0n },
    call,
  );
  if (agency === undefined) throw new PageError('not-found', 'The answer holds no agency.');
  const people = user.permissions.includes('staff.read')
    ? (
        await services.staff.listStaffMembers(
          { agencyId: agency.agencyId, asOf: '', text: '', pageSize: PAGE, pageToken: '', minPosition: 0n },
          call,
        )
      ).staffMembers
    : [];
  const name = await agencyNames(
    services,
    [agency.parentId, ...agency.successors.map(({ agencyId }) => agencyId)],
    call,
  );
  const mayManage = user.permissions.includes('agency.manage') && agency.dissolvedOn === '';
  return view(
    'administration/agency.njk',
    {
      title: agency.name,
      agency,
      level: t(`administration.level.${agency.level}`),
      parent: name(agency.parentId),
      successors: agency.successors.map(({ agencyId }) => name(agencyId)),
      people: people.map((person) => personRow(person, visit)),
      mayManage,
      schemes: numbered(visit, 'scheme', 3),
      parents: mayManage ? await choices(services, visit) : [],
      form: { scheme: '2', ...form },
      ...more,
    },
    status,
  );
}

const personRow = ({ staffId, name, email, appointments }: StaffMember, { t }: Official) => ({
  staffId,
  name,
  email,
  position: appointments.map(({ position }) => position).join(', '),
  roles: appointments
    .flatMap(({ roles }) => roles)
    .map((role) => roleText(role, t))
    .join(', '),
});
const knownRoles = [
  'counter-official',
  'specialist',
  'clerk',
  'unit-leader',
  'inspector',
  'administrator',
  'auditor',
] as const;
const roleText = (role: string, t: Visit['t']): string =>
  knownRoles.some((known) => known === role) ? t(`administration.role.${role}`) : role;

/** People are asked for within the agency chosen, else wherever the official may see them. */
const agencyIn = ({ query }: Official): string => query.agency ?? '';

async function peopleList(services: StaffServices, visit: Official, more: object, status = 200) {
  const { t, query, form, user, call } = visit;
  const text = textIn(visit);
  const agencies = await choices(services, visit);
  const agencyId = agencyIn(visit);
  const found = await services.staff.listStaffMembers(
    { agencyId, asOf: '', text, pageSize: PAGE, pageToken: query.page ?? '', minPosition: 0n },
    call,
  );
  return view(
    'administration/people.njk',
    {
      title: t('administration.people'),
      text,
      rows: found.staffMembers.map((person) => personRow(person, visit)),
      csv: address('/people.csv', { text, agency: agencyId }),
      mayManage: user.permissions.includes('staff.manage'),
      agencies,
      agencyId,
      form: { agency_id: agencyId, ...form },
      next:
        found.nextPageToken === ''
          ? ''
          : address('/people', { text, agency: agencyId, page: found.nextPageToken }),
      ...more,
    },
    status,
  );
}

async function choices({ agencies }: StaffServices, { call, t }: Official) {
  const found = await agencies.listAgencies(
    { asOf: '', level: 0, parentId: '', text: '', pageSize: 200, pageToken: '', minPosition: 0n },
    call,
  );
  return [
    { value: '', text: t('administration.choose') },
    ...found.agencies.map(({ agencyId, name }) => ({ value: agencyId, text: name })),
  ];
}

async function exported({ staff }: StaffServices, visit: Official) {
  const rows: ReturnType<typeof personRow>[] = [];
  for (let pages = 0, pageToken = ''; pages < EXPORT_PAGES; pages += 1) {
    const page = await staff.listStaffMembers(
      {
        agencyId: agencyIn(visit),
        asOf: '',
        text: textIn(visit),
        pageSize: EXPORT_PAGE,
        pageToken,
        minPosition: 0n,
      },
      visit.call,
    );
    rows.push(...page.staffMembers.map((person) => personRow(person, visit)));
    pageToken = page.nextPageToken;
    if (pageToken === '') break;
  }
  return download(
    'people.csv',
    'text/csv; charset=utf-8',
    csv(
      rows,
      (['name', 'position', 'roles', 'email'] as const).map((key) => ({
        key,
        label: visit.t(`administration.column.${key}`),
      })),
    ),
  );
}

async function personPage(services: StaffServices, visit: Official, more: object, status = 200) {
  const { params, call, t, user, form } = visit;
  const { staffMember: person } = await services.staff.getStaffMember(
    { staffId: params.id ?? '', asOf: '', minPosition: 0n },
    call,
  );
  if (person === undefined) throw new PageError('not-found', 'The answer holds no official.');
  const name = await agencyNames(
    services,
    person.allAppointments.map(({ agencyId }) => agencyId),
    call,
  );
  const mayManage = user.permissions.includes('staff.manage');
  return view(
    'administration/person.njk',
    {
      title: person.name,
      person,
      mayManage,
      mayAudit: user.permissions.includes('audit.read'),
      agencies: mayManage ? await choices(services, visit) : [],
      form,
      appointments: person.allAppointments.map(
        ({ appointmentId, agencyId, position, roles, from, until }) => ({
          appointmentId,
          agency: name(agencyId),
          position,
          roles: roles.map((role) => roleText(role, t)).join(', '),
          from,
          until,
        }),
      ),
      roles: knownRoles.map((role) => ({
        value: role,
        text: roleText(role, t),
        checked: [form.roles ?? []].flat().includes(role),
      })),
      ...more,
    },
    status,
  );
}
