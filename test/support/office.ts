import { randomUUID } from 'node:crypto';
import { AgencyLevel } from '@egov/proto/egov/directory/v1/agency';
import type { EstablishAgencyRequest } from '@egov/proto/egov/directory/v1/agency_service';
import type { Clients } from './platform.ts';

export const PROVINCE = '5b2b2f7e-0000-4000-8000-000000000025';

/** Establishes the province, the top agency; returns the log position. */
export async function withProvince({ directory }: Clients): Promise<void> {
  await directory.agencies.establishAgency({
    requestId: PROVINCE,
    agencyId: PROVINCE,
    name: 'UBND tỉnh Phú Thọ',
    level: AgencyLevel.AGENCY_LEVEL_PROVINCE,
    codes: [],
    establishedOn: '1997-01-01',
  });
}

/**
 * Returns the requests that establish `count` communes of the province, each recorded once however often it
 * is sent.
 */
export const communes = (count: number, from = 0): readonly EstablishAgencyRequest[] =>
  Array.from({ length: count }, (_, index) => ({
    requestId: randomUUID(),
    name: `UBND xã Phú Lộc ${from + index}`,
    level: AgencyLevel.AGENCY_LEVEL_COMMUNE,
    parentId: PROVINCE,
    codes: [],
    establishedOn: '2025-07-01',
  }));
