import { paperFile } from '@egov/dossier-views';
import { PageError, signedIn, type Feature, type SignedIn } from '@egov/chassis/web';
import type { StaffServices } from '../../services.ts';

/** The uploaded papers of a dossier, for download: never shown inside the portal. */
export const papersFeature = (services: StaffServices): Feature => ({
  name: 'papers',
  routes: (router) => {
    router.get(
      '/dossiers/:id/papers/:number',
      signedIn((visit) => grantedFile(services, visit)),
    );
  },
});

/**
 * A file is only reached through its dossier: the service that owns the dossier grants it, and the files
 * service returns it on that grant.
 */
async function grantedFile({ dossierQueries, files }: StaffServices, { params, call }: SignedIn) {
  const { dossier } = await dossierQueries.getDossier({ dossierId: params.id ?? '' }, call);
  const paper = dossier?.components[Number(params.number)];
  if (dossier === undefined || paper?.fileRef === undefined)
    throw new PageError('not-found', 'The paper was not uploaded.');
  const { dossierId } = dossier;
  const { fileRef, fileName } = paper;
  const { grant } = await dossierQueries.grantPaper({ dossierId, fileRef }, call);
  return paperFile(fileName ?? '', (offset) => files.readFile({ fileRef, grant, offset }, call));
}
