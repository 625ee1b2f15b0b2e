import { Channel, type ProcedureTerms } from '@egov/proto/egov/procedures/v1/procedure';
import { ClockPolicy, DueRounding } from '@egov/proto/egov/working_time/v1/working_time';
import { loadingId } from './reference-requests.ts';

/** The procedure of imported histories: its steps are free, and it has no due time. */
export const recordedProcedureId = loadingId('recorded procedure');

export const recordedProcedureTerms = (agencyId: string): ProcedureTerms => ({
  code: '0.000000',
  name: 'Hồ sơ lịch sử nhập từ hệ thống khác',
  field: 'Nhập dữ liệu',
  agencyId,
  channels: [Channel.CHANNEL_COUNTER, Channel.CHANNEL_ONLINE, Channel.CHANNEL_POST].map((channel) => ({
    channel,
    cases: [{ duration: undefined, fee: undefined, rounding: DueRounding.DUE_ROUNDING_HOUR_EXACT }],
  })),
  papers: [],
  supplement: { clock: ClockPolicy.CLOCK_POLICY_EXCLUDE_RESUME },
  steps: [],
  recorded: true,
  applicants: [],
});
