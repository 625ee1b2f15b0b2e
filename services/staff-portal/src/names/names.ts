import type { CallSettings } from '@egov/chassis/grpc';
import type { StaffServices } from '../services.ts';
import { ifKnown } from './if-known.ts';

/** Returns the name of an agency or official; looked up once per page. */
export type NameOf = (id: string | undefined) => string;

/** Looks up the names of the agencies of one page; an unknown one is a dash. */
export const agencyNames = (
  { agencies }: Pick<StaffServices, 'agencies'>,
  ids: readonly (string | undefined)[],
  call: CallSettings,
): Promise<NameOf> =>
  namesOf(ids, '–', async (agencyId) => (await agencies.getAgency({ agencyId }, call)).agency?.name);

/** Looks up the names of officials by the subjects they log in as. */
export const officialNames = (
  { staff }: Pick<StaffServices, 'staff'>,
  subjects: readonly (string | undefined)[],
  call: CallSettings,
): Promise<NameOf> =>
  namesOf(
    subjects,
    '',
    async (subject) => (await staff.findStaffMemberBySubject({ subject }, call)).staffMember?.name,
  );

async function namesOf(
  ids: readonly (string | undefined)[],
  none: string,
  ask: (id: string) => Promise<string | undefined>,
): Promise<NameOf> {
  const names = new Map(
    await Promise.all(
      [...new Set(ids)]
        .filter((id) => id !== undefined)
        .map(async (id) => [id, await ifKnown(() => ask(id))] as const),
    ),
  );
  return (id) => (id === undefined ? none : names.get(id) || id);
}
