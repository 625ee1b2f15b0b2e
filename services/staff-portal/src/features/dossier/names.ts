import { CallFailed, type CallSettings } from '@egov/chassis/runtime';
import type { StaffServices } from '../../services.ts';

/** Answers the name of an agency; asked once a page. */
export type NameOf = (agencyId: string) => string;

/** Learns the names of agencies of one page. One that the directory does not know, or cannot say now, keeps its id: a page is worth more than a name. */
export async function agencyNames({ agencies }: Pick<StaffServices, 'agencies'>, ids: readonly string[], call: CallSettings): Promise<NameOf> {
  const names = new Map(await Promise.all([...new Set(ids)].filter(Boolean).map(async (agencyId) => [agencyId, await nameOf(agencies, agencyId, call)] as const)));
  return (agencyId) => names.get(agencyId) ?? (agencyId === '' ? '–' : agencyId);
}

async function nameOf(agencies: StaffServices['agencies'], agencyId: string, call: CallSettings): Promise<string> {
  try {
    return (await agencies.getAgency({ agencyId, asOf: '', minPosition: 0n }, call)).agency?.name ?? agencyId;
  } catch (error) {
    if (error instanceof CallFailed && ['NOT_FOUND', 'UNAVAILABLE', 'PERMISSION_DENIED', 'INVALID_ARGUMENT'].includes(error.codeName)) return agencyId;
    throw error;
  }
}
