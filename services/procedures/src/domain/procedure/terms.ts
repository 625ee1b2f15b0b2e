import type { AgencyId, ClockPolicy, Duration, Rounding } from '@egov/chassis/domain';

/** Trực tiếp, trực tuyến, bưu chính công ích. */
export type Channel = 'counter' | 'online' | 'post';

/**
 * How far a procedure goes online, on the scale of decree 43/2011 and on that of decree 42/2022; null where
 * not said.
 */
export type Levels = Readonly<{
  decree43: 1 | 2 | 3 | 4 | null;
  decree42: 'information' | 'partial' | 'full' | null;
}>;

/**
 * Duration and fee of one case; the name is null where the channel has only one, the duration where the law
 * gives no number.
 */
export type ChannelCase = Readonly<{
  name: string | null;
  duration: Duration | null;
  /** Whole đồng; null where it is set at the counter. */
  fee: number | null;
  rounding: Rounding;
}>;

export type ChannelTerms = Readonly<{ channel: Channel; cases: readonly ChannelCase[] }>;

export type PaperRequirement = Readonly<{
  paperId: string;
  name: string;
  originals: number;
  copies: number;
  form: string | null;
  required: boolean;
}>;

/**
 * What the clock does while papers are awaited, how long the applicant has, and the extra time of
 * `resume-extra`.
 */
export type SupplementPolicy = Readonly<{
  clock: ClockPolicy;
  maxWait: Duration | null;
  extra: Duration | null;
}>;

export type StepDefinition = Readonly<{
  stepId: string;
  name: string;
  role: string;
  duration: Duration | null;
}>;

/** Đối tượng thực hiện, as the national portal lists them. */
export const applicantGroups = [
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
] as const;
export type ApplicantGroup = (typeof applicantGroups)[number];

/** What one version of a procedure says. */
export type ProcedureTerms = Readonly<{
  /** National code `d.dddddd`, with the suffix of the agency that published it or without. */
  code: string;
  name: string;
  field: string;
  levels: Levels;
  decidingLevel: string;
  /** The agency that owns the procedure and solves it. */
  agencyId: AgencyId;
  channels: readonly ChannelTerms[];
  papers: readonly PaperRequirement[];
  supplement: SupplementPolicy;
  steps: readonly StepDefinition[];
  /** Local `HH:MM`; set for same-day procedures: taken later, the result is due the next working day. */
  sameDayCutoff: string | null;
  /** Free steps, as imported histories have them: activities are recorded by name instead of followed. */
  recorded: boolean;
  legalGround: string;
  /** Who may apply; empty where the source does not say. */
  applicants: readonly ApplicantGroup[];
}>;
