import { stateText } from '@egov/dossier-views';
import {
  filled,
  liveStream,
  PageError,
  signedIn,
  view,
  visitOf,
  type Feature,
  type SignedIn,
} from '@egov/chassis/web';
import type { CitizenServices } from '../../services.ts';
import { rated, rateParts, slipRenewed, supplied, withdrawn, written } from './acts.ts';
import { dossierOf, shown } from './dossier-page.ts';

const PAGE = 20;

/** A citizen's dossiers: every step of each, and what may be done with it. */
export const dossiersFeature = (services: CitizenServices): Feature => ({
  name: 'dossiers',
  routes: (router) => {
    router.get(
      '/dossiers',
      signedIn((visit) => listed(services, visit)),
    );
    router.get(
      '/dossiers/:id',
      signedIn((visit) => shown(services, visit, {})),
    );
    router.get(
      '/dossiers/:id/live',
      liveStream(services.changes, {
        of: ({ params }) => String(params.id),
        revision: async (request) => {
          const { user, params, call } = visitOf(request);
          if (user === undefined) throw new PageError('not-found', 'Nobody is logged in.');
          return (await dossierOf(services, params.id, call)).revision;
        },
      }),
    );
    router.post(
      '/dossiers/:id/supply',
      signedIn((visit) => supplied(services, visit)),
    );
    router.post(
      '/dossiers/:id/withdraw',
      signedIn((visit) => withdrawn(services, visit)),
    );
    router.post(
      '/dossiers/:id/messages',
      signedIn((visit) => written(services, visit)),
    );
    router.post(
      '/dossiers/:id/slip',
      signedIn((visit) => slipRenewed(services, visit)),
    );
    router.post(
      '/dossiers/:id/rate',
      signedIn((visit) => rated(services, visit)),
    );
    router.post(
      '/dossiers/:id/rate-parts',
      signedIn((visit) => rateParts(services, visit)),
    );
  },
});

async function listed({ dossierQueries }: CitizenServices, { query, call, t }: SignedIn) {
  const { dossiers, nextPageToken } = await dossierQueries.listDossiers(
    { pageSize: PAGE, pageToken: filled(query.page) },
    call,
  );
  return view('dossiers/list.njk', {
    title: t('dossiers.title'),
    rows: dossiers.map(({ dossierId, code, procedureName, state, receivedAt, dueAt: due }) => ({
      dossierId,
      code,
      procedureName,
      state: stateText(state, t),
      receivedAt,
      due,
    })),
    next: nextPageToken === undefined ? undefined : `/dossiers?page=${encodeURIComponent(nextPageToken)}`,
  });
}
