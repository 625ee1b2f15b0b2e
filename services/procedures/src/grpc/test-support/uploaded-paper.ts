import { randomUUID } from 'node:crypto';
import { submission, withProcedure, type ProceduresWorld } from './procedures-world.ts';

export const fileRef = `sha256:${'0f'.repeat(32)}`;

/** A dossier submitted online with a file whose name contains a path. */
export async function withUploadedPaper(world: ProceduresWorld): Promise<void> {
  await withProcedure(world);
  const [paper] = submission.components;
  await world.intake.submitDossier({
    requestId: randomUUID(),
    ...submission,
    components: [{ ...paper, fileRef, fileName: '..\\..\\đơn/giấy khai sinh.pdf' }],
  });
}
