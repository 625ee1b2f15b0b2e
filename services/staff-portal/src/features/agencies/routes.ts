import { agencyNames } from '../../names/names.ts';
import { StaffServiceDefinition } from '@egov/proto/egov/directory/v1/staff_service';
import { AgencyServiceDefinition } from '@egov/proto/egov/directory/v1/agency_service';
import { filled, mayCall, PageError, signedIn, view, type Feature, type SignedIn } from '@egov/chassis/web';
import type { Agency } from '@egov/proto/egov/directory/v1/agency';
import { agencyChoices } from '../../forms/agency-choices.ts';
import { listAddress } from '../../forms/list-address.ts';
import { recorded, type Errors } from '../../forms/recorded.ts';
import { textAsked } from '../../forms/text-asked.ts';
import type { StaffServices } from '../../services.ts';
import { personRow } from '../people/person-row.ts';
import { agencyChanges, establishing } from './agency-changes.ts';

const PAGE = 50;

/** Agencies as of a day: name, place in the hierarchy, and staff. */
export const agenciesFeature = (services: StaffServices): Feature => ({
  name: 'agencies',
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
  },
});

/** Shows an invalid form again with its errors; does the act of a valid one. */
const changed = <Page>(
  visit: SignedIn,
  then: string,
  read: ReturnType<typeof establishing>,
  again: (errors: Errors) => Promise<Page>,
) => (typeof read === 'function' ? recorded(visit, then, read, again) : again(read.errors));

const asOfIn = ({ query }: SignedIn): string | undefined =>
  /^\d{4}-\d{2}-\d{2}$/u.test(query.as_of ?? '') ? query.as_of : undefined;
async function agencyList(services: StaffServices, visit: SignedIn, more: object, status = 200) {
  const { agencies } = services;
  const mayManage = mayCall(visit.user, AgencyServiceDefinition.methods.establishAgency);
  const [text, asOf] = [textAsked(visit), asOfIn(visit)];
  const found = await agencies.listAgencies(
    {
      asOfDay: asOf,
      parentId: filled(visit.query.parent),
      text,
      pageSize: PAGE,
      pageToken: filled(visit.query.page),
    },
    visit.call,
  );
  return view(
    'agencies/list.njk',
    {
      title: visit.t('agencies.title'),
      text,
      asOf,
      rows: found.agencies.map((agency) => agencyRow(agency, visit)),
      next:
        found.nextPageToken &&
        listAddress('/agencies', {
          text,
          as_of: asOf,
          parent: visit.query.parent,
          page: found.nextPageToken,
        }),
      mayManage,
      parents: mayManage ? await agencyChoices(services, visit) : [],
      levels: numbered(visit, 'level', 5),
      schemes: numbered(visit, 'scheme', 3),
      form: { scheme: '2', ...visit.form },
      ...more,
    },
    status,
  );
}

const numbered = ({ t }: SignedIn, what: 'level' | 'scheme', most: number) =>
  Array.from({ length: most }, (_, index) => ({
    value: String(index + 1),
    text: t(`agencies.${what}.${index + 1}`),
  }));

const agencyRow = ({ agencyId, name, level, codes, dissolvedOn }: Agency, { t }: SignedIn) => ({
  agencyId,
  name,
  level: t(`agencies.level.${level}`),
  code: codes.map(({ code }) => code).join(', '),
  dissolvedOn,
});

async function agencyPage(services: StaffServices, visit: SignedIn, more: object, status = 200) {
  const { params, call, t, user, form } = visit;
  const { agency } = await services.agencies.getAgency(
    { agencyId: params.id ?? '', asOfDay: asOfIn(visit) },
    call,
  );
  if (agency === undefined) throw new PageError('not-found', 'The response has no agency.');
  const people = mayCall(user, StaffServiceDefinition.methods.listStaffMembers)
    ? (
        await services.staff.listStaffMembers(
          {
            agencyId: agency.agencyId,
            pageSize: PAGE,
          },
          call,
        )
      ).staffMembers
    : [];
  const name = await agencyNames(
    services,
    [agency.parentId, ...agency.successors.map(({ agencyId }) => agencyId)],
    call,
  );
  const mayManage =
    mayCall(user, AgencyServiceDefinition.methods.renameAgency) && agency.dissolvedOn === undefined;
  return view(
    'agencies/agency.njk',
    {
      title: agency.name,
      agency,
      level: t(`agencies.level.${agency.level}`),
      parent: name(agency.parentId),
      successors: agency.successors.map(({ agencyId }) => name(agencyId)),
      people: people.map((person) => personRow(person, visit)),
      mayManage,
      schemes: numbered(visit, 'scheme', 3),
      parents: mayManage ? await agencyChoices(services, visit) : [],
      form: { scheme: '2', ...form },
      ...more,
    },
    status,
  );
}
