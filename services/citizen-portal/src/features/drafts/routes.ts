import { PageError, seeOther, signedIn, view, type Feature } from '@egov/chassis/web';
import type { CitizenServices } from '../../services.ts';
import { draftsOf, dropDraft, keepDraft } from './drafts.ts';

/** Applications not yet submitted: saved while one types, resumed on any device. */
export const draftsFeature = ({ notes, catalogue }: CitizenServices): Feature => ({
  name: 'drafts',
  routes: (router) => {
    router.get(
      '/drafts',
      signedIn(async ({ user, t }) =>
        view('drafts/list.njk', { title: t('drafts.title'), rows: await draftsOf(notes, user.subject) }),
      ),
    );
    router.post(
      '/drafts/:id',
      signedIn(async ({ user, params, form, call, query }) => {
        const { procedure } = await catalogue.getProcedure({ procedureId: params.id ?? '' }, call);
        const name = procedure?.current?.terms?.name;
        if (procedure === undefined || name === undefined)
          throw new PageError('not-found', 'No version is in force.');
        await keepDraft(notes, user.subject, { procedureId: procedure.procedureId, name }, form);
        return seeOther(query.then === 'papers' ? `/apply/${procedure.procedureId}/papers` : '/drafts');
      }),
    );
    router.post(
      '/drafts/:id/remove',
      signedIn(async ({ user, params }) => {
        await dropDraft(notes, user.subject, params.id ?? '');
        return seeOther('/drafts');
      }),
    );
  },
});
