import { download, PageError, signedIn, type Feature, type User, type Visit } from '@egov/chassis/web';
import type { StaffServices } from '../../services.ts';

/** The uploaded papers of a dossier, to be kept and opened outside the portal: never shown inside it. */
export const papersFeature = (services: StaffServices): Feature => ({
  name: 'papers',
  routes: (router) => {
    router.get(
      '/dossiers/:id/papers/:number',
      signedIn((visit) => paperFile(services, visit)),
    );
  },
});

/**
 * A file is reached through its dossier alone, so that whoever may not see the one does not see the other.
 */
async function paperFile(
  { dossierQueries, files }: StaffServices,
  { params, call }: Visit & Readonly<{ user: User }>,
) {
  const { dossier } = await dossierQueries.getDossier(
    { dossierId: params.id ?? '', code: '', asOfRevision: undefined, asOf: undefined, minPosition: 0n },
    call,
  );
  const fileRef = dossier?.components[Number(params.number)]?.fileRef ?? '';
  if (fileRef === '') throw new PageError('not-found', 'The paper was not uploaded.');
  const chunks: Uint8Array[] = [];
  for (let read = 0; ;) {
    const { fileName, mediaType, size, chunk } = await files.readFile(
      { fileRef, offset: BigInt(read) },
      call,
    );
    chunks.push(chunk);
    read += chunk.length;
    if (read >= Number(size) || chunk.length === 0)
      return download(fileName, mediaType, Buffer.concat(chunks));
  }
}
