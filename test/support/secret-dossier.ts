import { randomUUID } from 'node:crypto';
import type { OpenPortals, ProcedureWithCounter } from '@egov/local/browser';

export const applicant = {
  name: 'Bùi Bí Mật',
  idNumber: '025777123456',
  phone: '0977123456',
  address: 'Xóm Kín',
};
export const summary = 'Nội dung không ai khác được đọc';
/** Texts that nobody else may read. */
export const personal = [applicant.name, applicant.idNumber, applicant.phone, applicant.address, summary];

/** Receives a dossier of the agency that owns the procedure, by the platform's own account. */
export async function secretDossier(
  { clientsOf }: OpenPortals,
  procedure: ProcedureWithCounter,
): Promise<Readonly<{ dossierId: string; code: string }>> {
  const { intake, close } = clientsOf('demo');
  try {
    const { dossierId, code = '' } = await intake.receiveDossier({
      requestId: randomUUID(),
      procedureId: procedure.procedureId,
      channel: 1,
      applicant: { kind: 1, ...applicant },
      components: [],
      summary,
    });
    return { dossierId, code };
  } finally {
    close();
  }
}
