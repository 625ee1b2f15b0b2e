import { CallFailed, type CallSettings } from '@egov/chassis/runtime';
import type { StaffServices } from '../../services.ts';

/** Answers the name of an agency or an official; a dash for nobody. */
export type NameOf = (id: string) => string;

type Directory = Pick<StaffServices, 'agencies' | 'staff'>;

/** Learns the names that one page shows. Whoever the directory does not know, or cannot say now, keeps the id: a page is worth more than a name. */
export async function namesOf({ agencies, staff }: Directory, ids: Readonly<{ agencies: readonly string[]; officials: readonly string[] }>, call: CallSettings): Promise<NameOf> {
  const known = await Promise.all([
    ...[...new Set(ids.agencies)].filter(Boolean).map((id) => named(id, async () => (await agencies.getAgency({ agencyId: id, asOf: '', minPosition: 0n }, call)).agency?.name)),
    ...[...new Set(ids.officials)].filter(Boolean).map((id) => named(id, async () => (await staff.findStaffMemberBySubject({ subject: id, asOf: '', minPosition: 0n }, call)).staffMember?.name)),
  ]);
  const names = new Map(known);
  return (id) => (id === '' ? '–' : names.get(id) ?? id);
}

const passing = ['NOT_FOUND', 'UNAVAILABLE', 'PERMISSION_DENIED', 'INVALID_ARGUMENT', 'RESOURCE_EXHAUSTED'];

async function named(id: string, ask: () => Promise<string | undefined>): Promise<readonly [string, string]> {
  try {
    return [id, (await ask()) || id];
  } catch (error) {
    if (error instanceof CallFailed && passing.includes(error.codeName)) return [id, id];
    throw error;
  }
}
