import { CallFailed } from '@egov/chassis/grpc';
import { PageError, whyRefused, type SignedIn, type Visit } from '@egov/chassis/web';
import { v5 } from 'uuid';
import { z } from 'zod';
import type { CitizenServices } from '../../services.ts';
import { receivedPiece } from './taken-papers.ts';
import { keepUploaded } from './uploads.ts';

const NAMESPACE = '3d7a1c52-0c0b-4c0e-8f0e-5a1e9b7c2f10';
const chosenFile = z.object({
  name: z.string().trim().min(1).max(200),
  type: z.string().max(200),
  size: z.coerce.number().int().positive(),
  modified: z.string().max(20).default(''),
});
const uploaded = z.object({
  upload: z.string().min(1).max(100),
  name: z.string().trim().min(1).max(200),
  size: z.coerce.number().int().positive(),
});

/** Response to the script: how many bytes were received, or why the file is not accepted. */
export type PieceAnswer = Readonly<{ upload?: string; offset?: number; done?: true; error?: string }>;

/**
 * Begins an upload, or continues that of the same file of the same person for the same paper: after a lost
 * connection, a closed page, or on another day.
 */
export async function beginPieces({ files }: CitizenServices, visit: SignedIn): Promise<PieceAnswer> {
  const { name, type, size, modified } = read(chosenFile, visit.form);
  const { id = '', paper = '' } = visit.params;
  const requestId = v5([visit.user.subject, id, paper, name, String(size), modified].join('\n'), NAMESPACE);
  return orWhy(visit, async () => {
    const { uploadId, offset } = await files.beginUpload(
      { requestId, contentType: type, size: BigInt(size) },
      visit.call,
    );
    return { upload: uploadId, offset: Number(offset) };
  });
}

/** Accepts the next piece; for one already received or out of place, returns where to continue. */
export async function takePiece({ files }: CitizenServices, visit: SignedIn): Promise<PieceAnswer> {
  const { upload = '', offset = '' } = visit.query;
  if (!/^\d{1,12}$/u.test(offset)) throw new PageError('not-found', 'The piece has no offset.');
  const requestId = v5(`${upload} ${offset}`, NAMESPACE);
  const chunk = await receivedPiece(visit);
  return orWhy(visit, async () => {
    try {
      const answer = await files.appendChunk(
        { requestId, uploadId: upload, offset: BigInt(offset), chunk },
        visit.call,
      );
      return { offset: Number(answer.offset) };
    } catch (error) {
      if (!(error instanceof CallFailed) || error.reason !== 'CHUNK_OUT_OF_PLACE') throw error;
      return { offset: Number((await files.getUpload({ uploadId: upload }, visit.call)).offset) };
    }
  });
}

/** Checks and stores the whole file as a paper of an application. */
export async function finishPieces({ files, notes }: CitizenServices, visit: SignedIn): Promise<PieceAnswer> {
  const { upload, name, size } = read(uploaded, visit.form);
  const { id = '', paper = '' } = visit.params;
  return orWhy(visit, async () => {
    const { fileRef } = await files.finishUpload(
      { requestId: v5(`${upload} finish`, NAMESPACE), uploadId: upload },
      visit.call,
    );
    await keepUploaded(notes, visit.user.subject, id, {
      paperId: paper,
      uploadId: upload,
      fileRef,
      fileName: name,
      size,
    });
    return { done: true as const };
  });
}

function read<Shape extends z.ZodType>(shape: Shape, form: Visit['form']): z.output<Shape> {
  const result = shape.safeParse(form);
  if (!result.success) throw new PageError('not-found', 'The script’s message is not understood.');
  return result.data;
}

/** A refusal in the visitor's language; an outage stays an error, so that the script retries. */
async function orWhy(visit: SignedIn, work: () => Promise<PieceAnswer>): Promise<PieceAnswer> {
  try {
    return await work();
  } catch (error) {
    return { error: whyRefused(error, visit) };
  }
}
