import { CallFailed, type CallSettings } from '@egov/chassis/grpc';
import type { CitizenServices } from '../../services.ts';

/**
 * Looks up the names of officials in the portal's own name: who works on a citizen's dossier is public (as
 * posted at the one-stop office), their other data is not shown. An official unknown to the directory has no
 * name.
 */
export async function officialNames(
  { staff }: Pick<CitizenServices, 'staff'>,
  subjects: readonly (string | undefined)[],
  call: CallSettings,
): Promise<(subject: string | undefined) => string> {
  const names = new Map(
    await Promise.all(
      [...new Set(subjects.filter((subject) => subject !== undefined))].map(async (subject) => {
        try {
          return [
            subject,
            (await staff.findStaffMemberBySubject({ subject }, call)).staffMember?.name ?? '',
          ] as const;
        } catch (error) {
          if (
            error instanceof CallFailed &&
            ['NOT_FOUND', 'UNAVAILABLE', 'DEADLINE_EXCEEDED', 'RESOURCE_EXHAUSTED'].includes(error.codeName)
          )
            return [subject, ''] as const;
          throw error;
        }
      }),
    ),
  );
  return (subject) => (subject === undefined ? '' : (names.get(subject) ?? ''));
}
