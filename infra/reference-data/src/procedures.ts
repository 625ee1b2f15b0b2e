import { z } from 'zod';
import { agencyIdOf } from './agencies.ts';
import { readRecords } from './read-records.ts';
import { stableId } from './stable-id.ts';
import { readSteps, stepsFor, type ReferenceStep } from './steps.ts';
import { basis, clock, duration, type ReferenceDuration } from './values.ts';

const clockPolicy = z.enum([
  'exclude-resume',
  'restart',
  'start-when-complete',
  'resume-extra',
  'exclude-third-party',
]);
const channelCase = z.strictObject({
  name: z.string(),
  /** Null where the law gives no number; `durationText` then has its words. */
  duration: duration.nullable(),
  durationText: z.string().optional(),
  /** Whole đồng; null where the source gives none, or not in đồng. */
  fee: z.int().nonnegative().nullable(),
  feeText: z.string().optional(),
});
const paper = z.strictObject({
  name: z.string().min(1),
  originals: z.int().nonnegative(),
  copies: z.int().nonnegative(),
  form: z.string().optional(),
  required: z.boolean(),
});
const procedureRecord = z.strictObject({
  code: z.string().regex(/^\d\.\d{6}$/),
  name: z.string().min(1),
  field: z.string().min(1),
  levels: z.array(z.enum(['Cấp Bộ', 'Cấp Tỉnh', 'Cấp Xã', 'Cơ quan khác'])).min(1),
  decision: z.string(),
  solvedBy: z.string(),
  solvedInProvince: z.boolean(),
  agency: z.string(),
  level2011: z.int().min(1).max(4),
  onlineLevel: z.enum(['information', 'partial', 'full']),
  sameDayCutoff: clock.optional(),
  supplement: z.strictObject({
    clock: clockPolicy,
    thirdParty: z.literal('exclude-third-party').optional(),
    maxWait: duration.optional(),
    extra: duration.optional(),
    basis,
  }),
  channels: z
    .array(
      z.strictObject({ channel: z.enum(['counter', 'online', 'post']), cases: z.array(channelCase).min(1) }),
    )
    .min(1),
  papers: z.array(paper),
  applicants: z.array(
    z.enum([
      'citizen',
      'overseas-vietnamese',
      'foreigner',
      'public-servant',
      'business',
      'organisation',
      'foreign-organisation',
      'cooperative',
      'party-member',
      'party-organisation',
    ]),
  ),
  source: z.literal('portal').optional(),
  note: z.string().optional(),
});
type ProcedureRecord = z.infer<typeof procedureRecord>;

export type ReferenceProcedure = Omit<ProcedureRecord, 'agency' | 'papers'> & {
  id: string;
  /** The agency it is assigned to here; the one-stop centre where the province only receives and forwards. */
  agencyKey: string;
  agencyId: string;
  papers: readonly (z.infer<typeof paper> & { id: string })[];
  /** Derived from the duration of the first case of the first channel. */
  steps: readonly ReferenceStep[];
  /** A reference value: the source does not state from when its version is in force. */
  inForceFrom: string;
};

const IN_FORCE_FROM = '2019-01-01';

const firstDuration = ({ channels }: ProcedureRecord): ReferenceDuration | null =>
  channels[0]?.cases[0]?.duration ?? null;

/** Real procedures by national code, in the order of their codes. */
export function referenceProcedures(): readonly ReferenceProcedure[] {
  const steps = readSteps();
  return readRecords('procedures.json', procedureRecord).map((record) => {
    const { agency, papers, ...rest } = record;
    return {
      ...rest,
      id: stableId('procedure', record.code),
      agencyKey: agency,
      agencyId: agencyIdOf(agency),
      papers: papers.map((required, index) => ({ ...required, id: `p${index + 1}` })),
      steps: stepsFor(steps, firstDuration(record)),
      inForceFrom: IN_FORCE_FROM,
    };
  });
}
