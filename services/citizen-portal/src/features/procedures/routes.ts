import { page, PageError, view, type Feature } from '@egov/chassis/web';
import type { CitizenServices } from '../../services.ts';
import { isOnline, termsView } from './terms-view.ts';

const PAGE = 20;
const LONGEST = 200;

/** What can be applied for: found by words, and what each needs, costs and takes. */
export const proceduresFeature = ({ catalogue, agencies }: CitizenServices): Feature => ({
  name: 'procedures',
  routes: (router) => {
    router.get('/procedures', page(async ({ query, call, t }) => {
      const text = (query.text ?? '').trim().slice(0, LONGEST);
      const field = (query.field ?? '').slice(0, LONGEST);
      const { procedures, nextPageToken } = await catalogue.listProcedures({ text, field, agencyId: '', asOf: '', pageSize: PAGE, pageToken: query.page ?? '', minPosition: 0n }, call);
      const asked = { ...(text === '' ? {} : { text }), ...(field === '' ? {} : { field }) };
      return view('procedures/list.njk', {
        title: t('procedures.title'), text, field,
        rows: procedures.flatMap(({ procedureId, current }) => (current?.terms === undefined || current.terms.recorded ? [] : [{ procedureId, name: current.terms.name, code: current.terms.code, field: current.terms.field, online: isOnline(current.terms) }])),
        next: nextPageToken === '' ? '' : `/procedures?${new URLSearchParams({ ...asked, page: nextPageToken }).toString()}`,
      });
    }));
    router.get('/procedures/:id', page(async ({ params, call, t, locale }) => {
      const { procedure } = await catalogue.getProcedure({ procedureId: params.id ?? '', code: '', asOf: '', minPosition: 0n }, call);
      const terms = procedure?.current?.terms;
      if (procedure === undefined || terms === undefined) throw new PageError('not-found', 'No version is in force.');
      const { agency } = await agencies.getAgency({ agencyId: terms.agencyId, asOf: '', minPosition: 0n }, call);
      return view('procedures/procedure.njk', {
        title: terms.name, terms, agency: agency?.name ?? '', inForceFrom: procedure.current?.inForceFrom, ...termsView(terms, t, locale), apply: isOnline(terms) ? `/apply/${procedure.procedureId}` : '',
      });
    }));
  },
});
