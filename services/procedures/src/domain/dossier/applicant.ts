import type { Personal, PersonId } from '@egov/chassis/domain';

/** Công dân, doanh nghiệp, cơ quan nhà nước, tổ chức, khác. */
export type ApplicantKind = 'citizen' | 'business' | 'agency' | 'organisation' | 'other';

/**
 * The applicant. All except the id and the kind is sealed under the person's key: null if not given, and once
 * forgotten.
 */
export type Applicant = Readonly<{
  personId: PersonId;
  kind: ApplicantKind;
  name: Personal<string>;
  idNumber: Personal<string>;
  phone: Personal<string>;
  email: Personal<string>;
  address: Personal<string>;
}>;
