import type { ClockPolicy, Duration, Rounding, Timeliness } from '@egov/chassis/domain';
import * as dossier from '@egov/proto/egov/procedures/v1/dossier';
import * as procedure from '@egov/proto/egov/procedures/v1/procedure';
import type { ApplicantKind } from '../domain/dossier/applicant.ts';
import type { Digitisation } from '../domain/dossier/component.ts';
import type { RatingSubject, ResultOutcome, ReturnMethod } from '../domain/dossier/events.ts';
import { type NationalState, nationalStates } from '../domain/dossier/national-states.ts';
import type { ApplicantGroup, Channel, Levels } from '../domain/procedure/terms.ts';

/** The numbers of the contract for the words of the domain, and back. */
const pairs = <Word extends string, Number_ extends number>(numbers: Readonly<Record<Word, Number_>>) => ({
  to: (word: Word): Number_ => numbers[word],
  from: Object.fromEntries(Object.entries(numbers).map(([word, number]) => [number, word])) as Readonly<
    Record<Number_, Word>
  >,
});

const {
  Channel: C,
  DurationUnit: U,
  DueRounding: R,
  ClockPolicy: P,
  OnlineLevel: L,
  ApplicantGroup: G,
} = procedure;
const {
  ApplicantKind: K,
  Timeliness: T,
  PaymentOutcome: M,
  ResultOutcome: O,
  ReturnMethod: B,
  RatingSubject: S,
} = dossier;

export const channels = pairs<Channel, 1 | 2 | 3>({
  counter: C.CHANNEL_COUNTER,
  online: C.CHANNEL_ONLINE,
  post: C.CHANNEL_POST,
});
export const units = pairs<Duration['unit'], 1 | 2 | 3 | 4>({
  'working-days': U.DURATION_UNIT_WORKING_DAYS,
  'calendar-days': U.DURATION_UNIT_CALENDAR_DAYS,
  'working-hours': U.DURATION_UNIT_WORKING_HOURS,
  months: U.DURATION_UNIT_MONTHS,
});
export const roundings = pairs<Rounding, 1 | 2>({
  'hour-exact': R.DUE_ROUNDING_HOUR_EXACT,
  civil: R.DUE_ROUNDING_CIVIL,
});
export const clockPolicies = pairs<ClockPolicy, 1 | 2 | 3 | 4 | 5>({
  'exclude-resume': P.CLOCK_POLICY_EXCLUDE_RESUME,
  restart: P.CLOCK_POLICY_RESTART,
  'start-when-complete': P.CLOCK_POLICY_START_WHEN_COMPLETE,
  'resume-extra': P.CLOCK_POLICY_RESUME_EXTRA,
  'exclude-third-party': P.CLOCK_POLICY_EXCLUDE_THIRD_PARTY,
});
export const onlineLevels = pairs<NonNullable<Levels['decree42']>, 1 | 2 | 3>({
  information: L.ONLINE_LEVEL_INFORMATION,
  partial: L.ONLINE_LEVEL_PARTIAL,
  full: L.ONLINE_LEVEL_FULL,
});
export const applicantGroups = pairs<ApplicantGroup, Exclude<procedure.ApplicantGroup, 0>>({
  citizen: G.APPLICANT_GROUP_CITIZEN,
  'overseas-vietnamese': G.APPLICANT_GROUP_OVERSEAS_VIETNAMESE,
  foreigner: G.APPLICANT_GROUP_FOREIGNER,
  'public-servant': G.APPLICANT_GROUP_PUBLIC_SERVANT,
  business: G.APPLICANT_GROUP_BUSINESS,
  organisation: G.APPLICANT_GROUP_ORGANISATION,
  'foreign-organisation': G.APPLICANT_GROUP_FOREIGN_ORGANISATION,
  cooperative: G.APPLICANT_GROUP_COOPERATIVE,
  'party-member': G.APPLICANT_GROUP_PARTY_MEMBER,
  'party-organisation': G.APPLICANT_GROUP_PARTY_ORGANISATION,
});
export const applicantKinds = pairs<ApplicantKind, 1 | 2 | 3 | 4 | 5>({
  citizen: K.APPLICANT_KIND_CITIZEN,
  business: K.APPLICANT_KIND_BUSINESS,
  agency: K.APPLICANT_KIND_AGENCY,
  organisation: K.APPLICANT_KIND_ORGANISATION,
  other: K.APPLICANT_KIND_OTHER,
});
export const timelinesses = pairs<Timeliness, 1 | 2 | 3>({
  early: T.TIMELINESS_EARLY,
  'on-time': T.TIMELINESS_ON_TIME,
  late: T.TIMELINESS_LATE,
});
export const paymentOutcomes = pairs<'paid' | 'waived' | 'cancelled' | 'refunded', 1 | 2 | 3 | 4>({
  paid: M.PAYMENT_OUTCOME_PAID,
  waived: M.PAYMENT_OUTCOME_WAIVED,
  cancelled: M.PAYMENT_OUTCOME_CANCELLED,
  refunded: M.PAYMENT_OUTCOME_REFUNDED,
});
export const resultOutcomes = pairs<ResultOutcome, 1 | 2>({
  granted: O.RESULT_OUTCOME_GRANTED,
  denied: O.RESULT_OUTCOME_DENIED,
});
export const returnMethods = pairs<ReturnMethod, 1 | 2 | 3>({
  counter: B.RETURN_METHOD_COUNTER,
  online: B.RETURN_METHOD_ONLINE,
  post: B.RETURN_METHOD_POST,
});
export const ratingSubjects = pairs<RatingSubject, 1 | 2 | 3>({
  dossier: S.RATING_SUBJECT_DOSSIER,
  step: S.RATING_SUBJECT_STEP,
  official: S.RATING_SUBJECT_OFFICIAL,
});

/** A state of the contract: its numbers are the national codes. */
export const stateTo = (state: NationalState): dossier.DossierState => nationalStates[state];
export const timelinessTo = (timeliness: Timeliness | null): dossier.Timeliness =>
  timeliness === null ? T.TIMELINESS_UNSPECIFIED : timelinesses.to(timeliness);

/** How a component came to be digital: the numbers are the domain's own. */
export const digitisationFrom = (number: dossier.Digitisation): Digitisation => number as Digitisation;

/** An instant on the wire. */
export const dateTo = (instant: string | number | null | undefined): Date | undefined =>
  instant === null || instant === undefined ? undefined : new Date(instant);
