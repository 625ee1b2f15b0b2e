import { agencyId } from '@egov/chassis/domain';
import { procedureId } from '../ids.ts';
import type { ProcedureEvent } from './events.ts';
import type { ProcedureTerms } from './terms.ts';

export const LAND_OFFICE = agencyId('0197c1a0-0000-7000-8000-00000000a9e1');
export const LAND_REGISTRATION = procedureId('0197c1a0-0000-7000-8000-0000000000f1');

/** Land registration: ten working days at the counter, eight online. */
export const terms = (changes: Partial<ProcedureTerms> = {}): ProcedureTerms => ({
  code: '1.004873',
  name: 'Đăng ký biến động quyền sử dụng đất',
  field: 'Đất đai',
  levels: { decree43: 3, decree42: 'partial' },
  decidingLevel: 'Cấp Tỉnh',
  agencyId: LAND_OFFICE,
  channels: [
    {
      channel: 'counter',
      cases: [
        { name: null, duration: { amount: 10, unit: 'working-days' }, fee: 80_000, rounding: 'hour-exact' },
      ],
    },
    {
      channel: 'online',
      cases: [
        {
          name: 'Chuyển nhượng',
          duration: { amount: 8, unit: 'working-days' },
          fee: 40_000,
          rounding: 'civil',
        },
        { name: 'Thừa kế', duration: null, fee: null, rounding: 'hour-exact' },
      ],
    },
  ],
  papers: [
    { paperId: 'don', name: 'Đơn đăng ký biến động', originals: 1, copies: 0, form: '11/ĐK', required: true },
    { paperId: 'gcn', name: 'Giấy chứng nhận đã cấp', originals: 1, copies: 1, form: null, required: true },
  ],
  supplement: { clock: 'exclude-resume', maxWait: { amount: 15, unit: 'working-days' }, extra: null },
  steps: [
    {
      stepId: 'tham-tra',
      name: 'Thẩm tra hồ sơ',
      role: 'specialist',
      duration: { amount: 2, unit: 'working-days' },
    },
    { stepId: 'ky', name: 'Ký duyệt', role: 'leader', duration: null },
  ],
  sameDayCutoff: null,
  recorded: false,
  legalGround: 'QĐ 1085/QĐ-UBND',
  applicants: ['citizen', 'business'],
  ...changes,
});

export const proposed = (version = 1, inForceFrom = '2026-01-01', changes: Partial<ProcedureTerms> = {}) =>
  ({
    type: 'ProcedureVersionProposed',
    data: { procedureId: LAND_REGISTRATION, version, inForceFrom, terms: terms(changes) },
    actor: { id: 'proposer', agencyId: LAND_OFFICE },
  }) as const;

export const published = (version = 1, inForceFrom = '2026-01-01') =>
  ({
    type: 'ProcedureVersionPublished',
    data: {
      procedureId: LAND_REGISTRATION,
      version,
      inForceFrom,
      code: '1.004873',
      name: 'Đăng ký biến động quyền sử dụng đất',
    },
  }) as const satisfies ProcedureEvent;

export const retired = (retiredOn = '2026-06-30') =>
  ({
    type: 'ProcedureRetired',
    data: { procedureId: LAND_REGISTRATION, retiredOn, legalGround: 'QĐ 2001/QĐ-UBND' },
  }) as const satisfies ProcedureEvent;
