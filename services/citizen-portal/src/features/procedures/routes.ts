import { filled, page, PageError, view, type Feature, type Visit } from '@egov/chassis/web';
import { ApplicantGroup, type Procedure } from '@egov/proto/egov/procedures/v1/procedure';
import type { CitizenServices } from '../../services.ts';
import { fieldsOf, lifeEventChoices } from './life-events.ts';
import { isOnline, termsView } from './terms-view.ts';

const PAGE = 20;
const MAX_TEXT = 200;
const groups = Object.values(ApplicantGroup).filter(
  (group): group is ApplicantGroup => typeof group === 'number' && group > 0,
);

/** Procedures, found by words, applicant group and life event; and what each needs, costs and takes. */
export const proceduresFeature = ({ catalogue, agencies }: CitizenServices): Feature => ({
  name: 'procedures',
  routes: (router) => {
    router.get(
      '/procedures',
      page((visit) => listed(catalogue, visit)),
    );
    router.get(
      '/procedures/:id',
      page(async ({ params, call, t, locale }) => {
        const { procedure } = await catalogue.getProcedure({ procedureId: params.id ?? '' }, call);
        const terms = procedure?.current?.terms;
        if (procedure === undefined || terms === undefined)
          throw new PageError('not-found', 'No version is in force.');
        const { agency } = await agencies.getAgency({ agencyId: terms.agencyId }, call);
        return view('procedures/procedure.njk', {
          title: terms.name,
          terms,
          agency: agency?.name ?? '',
          inForceFrom: procedure.current?.inForceFromDay,
          ...termsView(terms, t, locale),
          apply: isOnline(terms) ? `/apply/${procedure.procedureId}` : '',
          applicants: terms.applicants.map((group) => t(`procedures.applicant.${group}`)).join('; '),
        });
      }),
    );
  },
});

async function listed(catalogue: CitizenServices['catalogue'], { query, call, t, locale }: Visit) {
  const text = (query.text ?? '').trim().slice(0, MAX_TEXT);
  const field = (query.field ?? '').slice(0, MAX_TEXT);
  const applicant = groups.find((group) => String(group) === query.applicant);
  const event = fieldsOf(query.event).length > 0 ? (query.event ?? '') : '';
  const ask = (of: string | undefined, pageToken?: string) =>
    catalogue.listProcedures({ text: filled(text), field: of, applicant, pageSize: PAGE, pageToken }, call);
  // What one thing in life is about lies in a few fields: each has a page of its own, and more is found by
  // words.
  const found =
    event === ''
      ? [await ask(filled(field), filled(query.page))]
      : await Promise.all(fieldsOf(event).map((of) => ask(of)));
  const asked = Object.fromEntries(
    Object.entries({
      text,
      field,
      event,
      applicant: applicant === undefined ? '' : String(applicant),
    }).filter(([, value]) => value !== ''),
  );
  const next = event === '' ? found[0]?.nextPageToken : undefined;
  return view('procedures/list.njk', {
    title: t('procedures.title'),
    text,
    field,
    rows: found.flatMap(({ procedures }) => procedures).flatMap(rowOf),
    applicants: [
      { value: '', text: t('procedures.anybody') },
      ...groups.map((group) => ({
        value: String(group),
        text: t(`procedures.applicant.${group}`),
        selected: group === applicant,
      })),
    ],
    events: [{ value: '', text: t('procedures.any-event') }, ...lifeEventChoices(locale, event)],
    next:
      next === undefined
        ? undefined
        : `/procedures?${new URLSearchParams({ ...asked, page: next }).toString()}`,
  });
}

/** A procedure that can be applied for, unlike one that only takes imported histories. */
const rowOf = ({ procedureId, current }: Procedure) =>
  current?.terms === undefined || current.terms.recorded
    ? []
    : [
        {
          procedureId,
          name: current.terms.name,
          code: current.terms.code,
          field: current.terms.field,
          online: isOnline(current.terms),
        },
      ];
