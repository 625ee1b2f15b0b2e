import { randomUUID } from 'node:crypto';
import type { OpenPortals, ProcedureWithCounter } from '@egov/local/browser';

const AT_ONCE = 16;

export type FloodedDossier = Readonly<{ dossierId: string; code: string }>;

/** Receives a dossier and writes so many messages into it. */
export async function longDossier(
  { clientsOf }: OpenPortals,
  { procedureId }: ProcedureWithCounter,
  messages: number,
): Promise<FloodedDossier> {
  const { intake, correspondence, close } = clientsOf('demo');
  try {
    const { dossierId, code = '' } = await intake.receiveDossier({
      requestId: randomUUID(),
      procedureId,
      channel: 1,
      applicant: { kind: 1, name: 'Nguyễn Văn Dài', idNumber: '025099000001' },
      components: [],
    });
    for (let written = 0; written < messages; written += AT_ONCE)
      await Promise.all(
        Array.from({ length: AT_ONCE }, () =>
          correspondence.writeMessage({ requestId: randomUUID(), dossierId, text: 'Bao giờ có kết quả?' }),
        ),
      );
    return { dossierId, code };
  } finally {
    close();
  }
}
