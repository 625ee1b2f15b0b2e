import { agencyId } from '@egov/chassis/domain';
import type { AssignedCode, AgencyEvent } from './events.ts';

type DataOf<Type extends AgencyEvent['type']> = Extract<AgencyEvent, { type: Type }>['data'];

export const VIET_TRI = agencyId('5b2b2f7e-0000-4000-8000-000000000227');
export const PROVINCE = agencyId('5b2b2f7e-0000-4000-8000-000000000025');
export const OTHER = agencyId('5b2b2f7e-0000-4000-8000-000000000228');

export const gso = (code: string, validFrom: string): AssignedCode => ({ scheme: 'gso', code, validFrom });

export const established = (
  data: Partial<DataOf<'AgencyEstablished'>> = {},
): Extract<AgencyEvent, { type: 'AgencyEstablished' }> => ({
  type: 'AgencyEstablished',
  data: {
    agencyId: VIET_TRI,
    name: 'UBND thành phố Việt Trì',
    level: 'district',
    parentId: PROVINCE,
    codes: [],
    establishedOn: '2012-05-04',
    ...data,
  },
});

export const dissolved = (dissolvedOn = '2025-06-30'): AgencyEvent => ({
  type: 'AgencyDissolved',
  data: {
    agencyId: VIET_TRI,
    dissolvedOn,
    successors: [{ agencyId: OTHER, part: null }],
    legalGround: 'NQ 202/2025/QH15',
  },
});
