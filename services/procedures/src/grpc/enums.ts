import type * as domain from '@egov/chassis/domain';
import { enumWords } from '@egov/chassis/grpc';
import {
  PaymentOutcome,
  RatingSubject,
  ResultOutcome,
  ReturnMethod,
  Timeliness,
  type DossierState,
} from '@egov/proto/egov/procedures/v1/dossier';
import { ApplicantKind, Digitisation as WireDigitisation } from '@egov/proto/egov/procedures/v1/submission';
import { ApplicantGroup, Channel, OnlineLevel } from '@egov/proto/egov/procedures/v1/procedure';
import type { Digitisation } from '../domain/dossier/component.ts';
import { type NationalState, nationalStates } from '../domain/dossier/national-states.ts';

export const channels = enumWords(Channel, {
  counter: Channel.CHANNEL_COUNTER,
  online: Channel.CHANNEL_ONLINE,
  post: Channel.CHANNEL_POST,
});
export const onlineLevels = enumWords(OnlineLevel, {
  information: OnlineLevel.ONLINE_LEVEL_INFORMATION,
  partial: OnlineLevel.ONLINE_LEVEL_PARTIAL,
  full: OnlineLevel.ONLINE_LEVEL_FULL,
});
export const applicantGroups = enumWords(ApplicantGroup, {
  citizen: ApplicantGroup.APPLICANT_GROUP_CITIZEN,
  'overseas-vietnamese': ApplicantGroup.APPLICANT_GROUP_OVERSEAS_VIETNAMESE,
  foreigner: ApplicantGroup.APPLICANT_GROUP_FOREIGNER,
  'public-servant': ApplicantGroup.APPLICANT_GROUP_PUBLIC_SERVANT,
  business: ApplicantGroup.APPLICANT_GROUP_BUSINESS,
  organisation: ApplicantGroup.APPLICANT_GROUP_ORGANISATION,
  'foreign-organisation': ApplicantGroup.APPLICANT_GROUP_FOREIGN_ORGANISATION,
  cooperative: ApplicantGroup.APPLICANT_GROUP_COOPERATIVE,
  'party-member': ApplicantGroup.APPLICANT_GROUP_PARTY_MEMBER,
  'party-organisation': ApplicantGroup.APPLICANT_GROUP_PARTY_ORGANISATION,
});
export const applicantKinds = enumWords(ApplicantKind, {
  citizen: ApplicantKind.APPLICANT_KIND_CITIZEN,
  business: ApplicantKind.APPLICANT_KIND_BUSINESS,
  agency: ApplicantKind.APPLICANT_KIND_AGENCY,
  organisation: ApplicantKind.APPLICANT_KIND_ORGANISATION,
  other: ApplicantKind.APPLICANT_KIND_OTHER,
});
export const timelinesses = enumWords(Timeliness, {
  early: Timeliness.TIMELINESS_EARLY,
  'on-time': Timeliness.TIMELINESS_ON_TIME,
  late: Timeliness.TIMELINESS_LATE,
});
export const paymentOutcomes = enumWords(PaymentOutcome, {
  paid: PaymentOutcome.PAYMENT_OUTCOME_PAID,
  waived: PaymentOutcome.PAYMENT_OUTCOME_WAIVED,
  cancelled: PaymentOutcome.PAYMENT_OUTCOME_CANCELLED,
  refunded: PaymentOutcome.PAYMENT_OUTCOME_REFUNDED,
});
export const resultOutcomes = enumWords(ResultOutcome, {
  granted: ResultOutcome.RESULT_OUTCOME_GRANTED,
  denied: ResultOutcome.RESULT_OUTCOME_DENIED,
});
export const returnMethods = enumWords(ReturnMethod, {
  counter: ReturnMethod.RETURN_METHOD_COUNTER,
  online: ReturnMethod.RETURN_METHOD_ONLINE,
  post: ReturnMethod.RETURN_METHOD_POST,
});
export const ratingSubjects = enumWords(RatingSubject, {
  dossier: RatingSubject.RATING_SUBJECT_DOSSIER,
  step: RatingSubject.RATING_SUBJECT_STEP,
  official: RatingSubject.RATING_SUBJECT_OFFICIAL,
});

/** A state of the contract: its numbers are the national codes. */
export const stateTo = (state: NationalState): DossierState => nationalStates[state];
export const timelinessTo = (timeliness: domain.Timeliness | null): Timeliness | undefined =>
  timeliness === null ? undefined : timelinesses.to(timeliness);

/** How a component came to be digital: the numbers are the domain's own, whose 0 is not digitised. */
export const digitisationFrom = (value: WireDigitisation | undefined): Digitisation =>
  value === undefined || value === WireDigitisation.DIGITISATION_NOT_DIGITISED ? 0 : (value as Digitisation);
export const digitisationTo = (digitisation: Digitisation): WireDigitisation =>
  digitisation === 0 ? WireDigitisation.DIGITISATION_NOT_DIGITISED : digitisation;

/** An instant on the wire. */
export const dateTo = (instant: string | number | null | undefined): Date | undefined =>
  instant === null || instant === undefined ? undefined : new Date(instant);
