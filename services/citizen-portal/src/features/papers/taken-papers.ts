import { PageError, places, whyRefused, type FieldError, type SignedIn } from '@egov/chassis/web';
import type { ProcedureTerms } from '@egov/proto/egov/procedures/v1/procedure';
import type { CitizenServices } from '../../services.ts';
import { PartTooLarge, readParts, type FormPart } from './form-parts.ts';
import { EmptyFile, upload } from './upload.ts';
import { keepUploaded, uploadedFor, type Uploaded } from './uploads.ts';

const MEBIBYTE = 1024 * 1024;
const MAX_FILE = 20 * MEBIBYTE;
const MAX_FORM = 100 * MEBIBYTE;
/** Boundaries, headers and fields of a form. */
const AROUND_FILES = MEBIBYTE;
/** A piece as the page's script cuts it is a quarter of this. */
const MAX_PIECE = MEBIBYTE;
/** Each holds a chunk or two; more at a time are more tabs than somebody uploads from. */
const UPLOADS_AT_ONCE = 64;
const UPLOADS_OF_A_PERSON = 3;

const uploading = places(UPLOADS_AT_ONCE);

/** Runs what receives a file, for few at a time. Throws the page `too-many`. */
async function inPlace<Result>({ user }: SignedIn, work: () => Promise<Result>): Promise<Result> {
  const leave = uploading.enter(user.subject, UPLOADS_OF_A_PERSON);
  try {
    return await work();
  } finally {
    leave();
  }
}

/**
 * Uploads the files of a form as they arrive; only those of the procedure's papers. A refused one is returned
 * as an error at its paper, and the others stay; a form without a file is an error at the first
 * paper that lacks one.
 */
export async function takePapers(
  services: CitizenServices,
  { procedureId, terms }: Readonly<{ procedureId: string; terms: ProcedureTerms }>,
  visit: SignedIn,
): Promise<readonly FieldError[]> {
  const fields = new Set(terms.papers.map(({ paperId }) => paperId));
  const limits = {
    fields,
    fileBytes: MAX_FILE,
    formBytes: Math.min(fields.size * MAX_FILE, MAX_FORM) + AROUND_FILES,
  };
  const taken = await inPlace(visit, () =>
    readParts(visit.request, limits, (part) => uploadedOr(services, part, visit)),
  );
  if (taken.length === 0) {
    const uploaded = await uploadedFor(services.notes, visit.user.subject, procedureId);
    const open = terms.papers.find((paper) => !uploaded.some(({ paperId }) => paperId === paper.paperId));
    return [{ field: open?.paperId ?? '', text: visit.t('papers.none-chosen') }];
  }
  for (const one of taken)
    if ('uploaded' in one) await keepUploaded(services.notes, visit.user.subject, procedureId, one.uploaded);
  return taken.flatMap((one) => ('uploaded' in one ? [] : [one]));
}

async function uploadedOr(
  services: CitizenServices,
  part: FormPart,
  visit: SignedIn,
): Promise<Readonly<{ uploaded: Omit<Uploaded, 'at'> }> | FieldError> {
  const { field, fileName } = part;
  try {
    const stored = await upload(services, part, visit.requestId, visit.call);
    return { uploaded: { paperId: field, fileName: fileName.slice(0, 200), ...stored } };
  } catch (error) {
    return { field, text: whyNot(error, visit) };
  }
}

function whyNot(error: unknown, visit: SignedIn): string {
  if (error instanceof EmptyFile) return visit.t('papers.empty');
  if (error instanceof PartTooLarge) return visit.t('reason.FILE_TOO_BIG');
  return whyRefused(error, visit);
}

/** Receives one piece of a file. Throws the pages `too-large`, `form-unreadable`. */
export async function receivedPiece(visit: SignedIn): Promise<Buffer> {
  const limits = {
    fields: new Set(['piece']),
    fileBytes: MAX_PIECE,
    formBytes: MAX_PIECE + AROUND_FILES,
  };
  const [piece] = await inPlace(visit, () => readParts(visit.request, limits, wholePiece));
  if (piece === undefined) throw new PageError('form-unreadable', 'The form has no piece.');
  return piece;
}

async function wholePiece({ content }: FormPart): Promise<Buffer> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of content) chunks.push(chunk);
  } catch (error) {
    if (!(error instanceof PartTooLarge)) throw error;
    throw new PageError('too-large', 'A piece is larger than the service accepts.', { cause: error });
  }
  return Buffer.concat(chunks);
}
