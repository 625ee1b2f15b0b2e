import type { AgencyId, ClockPolicy, Duration, Rounding } from '@egov/chassis/domain';

/** Trực tiếp, trực tuyến, bưu chính công ích. */
export type Channel = 'counter' | 'online' | 'post';

/**
 * How far a procedure goes online, on the scale of decree 43/2011 and on that of decree 42/2022; null if
 * unspecified.
 */
export type Levels = Readonly<{
  decree43: 1 | 2 | 3 | 4 | null;
  decree42: 'information' | 'partial' | 'full' | null;
}>;

/**
 * Duration and fee of one case; the name is null if the channel has only one, the duration if the law sets
 * none.
 */
export type ChannelCase = Readonly<{
  name: string | null;
  duration: Duration | null;
  /** Whole đồng; null if it is set at the counter. */
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

/** Content of a version of a procedure. */
export type ProcedureTerms = Readonly<{
  /** National code `d.dddddd`, with or without the suffix of the agency that published it. */
  code: string;
  name: string;
  field: string;
  levels: Levels;
  decidingLevel: string;
  /** The agency that owns the procedure and solves its dossiers. */
  agencyId: AgencyId;
  channels: readonly ChannelTerms[];
  papers: readonly PaperRequirement[];
  supplement: SupplementPolicy;
  steps: readonly StepDefinition[];
  /** Local `HH:MM`; set for same-day procedures: received later, the result is due the next working day. */
  sameDayCutoff: string | null;
  /** Whether any step is allowed, as in imported histories: activities are recorded by name. */
  recorded: boolean;
  legalGround: string;
  /** Who may apply; empty if the source does not say. */
  applicants: readonly ApplicantGroup[];
}>;
