import { ifKnown } from '../../names/if-known.ts';
import { termsOf } from '@egov/dossier-views';
import { agencyNames, officialNames } from '../../names/names.ts';
import {
  filled,
  liveStream,
  localMoment,
  PageError,
  seeOther,
  signedIn,
  view,
  visitOf,
  type Feature,
  type FieldError,
  type SignedIn,
} from '@egov/chassis/web';
import type { StaffServices } from '../../services.ts';
import { acted, actionPage } from './action-page.ts';
import { dossierOf, positionIn } from './dossier-of.ts';
import { dossierPage } from './dossier-page.ts';

const TIMELINE_PAGE = 50;
const MAX_CODE = 100;

/** One dossier: all that is known of it, now or as of a moment, and what may be done with it. */
export const dossierFeature = (services: StaffServices): Feature => ({
  name: 'dossier',
  routes: (router) => {
    router.get(
      '/find',
      signedIn(async (visit) => {
        const code = (visit.query.code ?? '').trim().toUpperCase().slice(0, MAX_CODE);
        if (code === '') return seeOther('/desk');
        const { dossier } = await services.dossierQueries.getDossier({ code }, visit.call);
        if (dossier === undefined) throw new PageError('not-found', 'The response has no dossier.');
        return seeOther(`/dossiers/${dossier.dossierId}`);
      }),
    );
    router.get(
      '/dossiers/:id',
      signedIn((visit) => shown(services, visit)),
    );
    router.get(
      '/dossiers/:id/live',
      liveStream(services.changes, {
        of: ({ params }) => String(params.id),
        revision: async (request) => {
          const visit = visitOf(request);
          if (visit.user === undefined) throw new PageError('not-found', 'Nobody is logged in.');
          return (await dossierOf(services, visit)).revision;
        },
      }),
    );
    router.get(
      '/dossiers/:id/actions/:action',
      signedIn(async (visit) => actionPage(services, visit, {})),
    );
    router.post(
      '/dossiers/:id/actions/:action',
      signedIn((visit) => acted(services, visit)),
    );
  },
});

async function shown(services: StaffServices, visit: SignedIn) {
  const { query, call, t } = visit;
  const asked = query.as_of ?? '';
  const asOf = asked === '' ? undefined : localMoment(asked);
  const errors: FieldError[] =
    asked !== '' && asOf === undefined
      ? [{ field: 'as_of', text: t('dossier.field-moment', { field: t('dossier.as-of') }) }]
      : [];
  const dossier = await dossierOf(services, visit, { asOf });
  const { dossierId } = dossier;
  const [timeline, { rows }, terms] = await Promise.all([
    services.dossierQueries.listDossierTimeline(
      { dossierId, pageSize: TIMELINE_PAGE, pageToken: filled(query.page), minPosition: positionIn(visit) },
      call,
    ),
    services.dossierQueries.getControlSheet({ dossierId, minPosition: positionIn(visit) }, call),
    ifKnown(() => termsOf(services.catalogue, dossier, call)),
  ]);
  const known = (at: Date | undefined): boolean => asOf === undefined || at === undefined || at <= asOf;
  const entries = timeline.entries.filter(({ recordedAt: recorded }) => known(recorded));
  const sheet = rows
    .filter(({ receivedAt }) => known(receivedAt))
    .map((row) => (known(row.endedAt) ? row : { ...row, endedAt: undefined, timeliness: undefined }));
  const name = await agencyNames(
    services,
    [
      dossier.agencyId,
      dossier.holderAgencyId,
      ...entries.map(({ actorAgencyId }) => actorAgencyId),
      ...sheet.flatMap(({ fromAgencyId, toAgencyId }) => [fromAgencyId, toAgencyId]),
    ],
    call,
  );
  const official = await officialNames(
    services,
    [
      dossier.holderOfficialId,
      ...entries.map(({ actorId }) => actorId),
      ...sheet.flatMap(({ fromOfficialId, toOfficialId }) => [fromOfficialId, toOfficialId]),
    ],
    call,
  );
  const papers = new Map((terms?.papers ?? []).map((paper) => [paper.paperId, paper.name]));
  const page = dossierPage(
    {
      dossier,
      entries,
      sheet,
      name,
      official,
      papers,
      asked,
      nextPageToken: timeline.nextPageToken,
      ...(asOf === undefined ? {} : { asOf }),
    },
    visit,
  );
  return view('dossier/dossier.njk', { ...page, asked, errors }, errors.length > 0 ? 422 : 200);
}
