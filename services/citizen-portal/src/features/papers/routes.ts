import { json, PageError, seeOther, signedIn, view, type Feature, type SignedIn } from '@egov/chassis/web';
import { paperFile } from '@egov/dossier-views';
import type { CitizenServices } from '../../services.ts';
import { beginPieces, finishPieces, takePiece } from './pieces.ts';
import { takePapers } from './taken-papers.ts';
import { dropUploaded, uploadedFor } from './uploads.ts';

/**
 * Papers of an application, uploaded one by one or together: checked by content, scanned, and stored with the
 * draft.
 */
export const papersFeature = (services: CitizenServices): Feature => ({
  name: 'papers',
  routes: (router) => {
    router.get(
      '/apply/:id/papers',
      signedIn((visit) => papersPage(services, visit, {})),
    );
    router.post(
      '/apply/:id/papers',
      signedIn((visit) => taken(services, visit)),
    );
    router.get(
      '/apply/:id/papers/:paper/file',
      signedIn((visit) => ownUpload(services, visit)),
    );
    for (const [step, work] of Object.entries({
      begin: beginPieces,
      pieces: takePiece,
      finish: finishPieces,
    })) {
      router.post(
        `/apply/:id/papers/:paper/${step}`,
        signedIn(async (visit) => json(await work(services, await ofTheProcedure(services, visit)))),
      );
    }
    router.post(
      '/apply/:id/papers/:paper/remove',
      signedIn(async (visit) => {
        const { params } = visit;
        await removed(services, visit);
        return seeOther(`/apply/${params.id ?? ''}/papers`);
      }),
    );
  },
});

/** What the person has uploaded for the paper that an address names. */
const uploadOf = async (
  notes: CitizenServices['notes'],
  subject: string,
  { id = '', paper }: SignedIn['params'],
) => (await uploadedFor(notes, subject, id)).find(({ paperId }) => paperId === paper);

/** Removes an upload not yet submitted, here and where it is stored. */
async function removed({ files, notes }: CitizenServices, { params, user, call, requestId }: SignedIn) {
  const { id = '', paper = '' } = params;
  const file = await uploadOf(notes, user.subject, params);
  if (file === undefined) return;
  await files.discardUpload({ requestId, uploadId: file.uploadId }, call);
  await dropUploaded(notes, user.subject, id, paper);
}

/** An upload not yet submitted: only its uploader can download it, by the upload itself. */
async function ownUpload({ files, notes }: CitizenServices, { params, user, call }: SignedIn) {
  const file = await uploadOf(notes, user.subject, params);
  if (file === undefined) throw new PageError('not-found', 'Nothing was uploaded for the paper.');
  return paperFile(file.fileName, (offset) => files.readUpload({ uploadId: file.uploadId, offset }, call));
}

async function termsOf({ catalogue }: CitizenServices, { params, call }: SignedIn) {
  const { procedure } = await catalogue.getProcedure({ procedureId: params.id ?? '' }, call);
  const terms = procedure?.current?.terms;
  if (procedure === undefined || terms === undefined)
    throw new PageError('not-found', 'No version is in force.');
  return { procedureId: procedure.procedureId, terms };
}

/** Throws the page not-found for a paper that the procedure does not have. */
async function ofTheProcedure(services: CitizenServices, visit: SignedIn): Promise<SignedIn> {
  const { terms } = await termsOf(services, visit);
  if (!terms.papers.some(({ paperId }) => paperId === visit.params.paper))
    throw new PageError('not-found', 'The procedure has no such paper.');
  return visit;
}

async function papersPage(services: CitizenServices, visit: SignedIn, more: object, status = 200) {
  const { procedureId, terms } = await termsOf(services, visit);
  const uploaded = await uploadedFor(services.notes, visit.user.subject, procedureId);
  return view(
    'papers/papers.njk',
    {
      title: visit.t('papers.title'),
      procedureId,
      terms,
      papers: terms.papers.map(({ paperId, name, required }) => {
        const file = uploaded.find((one) => one.paperId === paperId);
        return {
          paperId,
          name,
          required,
          file:
            file === undefined ? undefined : { name: file.fileName, kilobytes: Math.ceil(file.size / 1024) },
        };
      }),
      ...more,
    },
    status,
  );
}

/** Accepts what it can; a refused file is reported at its paper, and the others stay. */
async function taken(services: CitizenServices, visit: SignedIn) {
  const procedure = await termsOf(services, visit);
  const errors = await takePapers(services, procedure, visit);
  return errors.length > 0
    ? papersPage(services, visit, { errors }, 422)
    : seeOther(`/apply/${procedure.procedureId}/papers?done=yes`);
}
