import { clockPolicies, dueRoundings, durationUnits, field } from '@egov/chassis/grpc';
import { ApplicantKind, Digitisation } from '@egov/proto/egov/procedures/v1/dossier';
import { ApplicantGroup, Channel, OnlineLevel } from '@egov/proto/egov/procedures/v1/procedure';
import { agencyId, officialId, personId, type Duration } from '@egov/chassis/domain';
import { ClockPolicy, DueRounding, DurationUnit } from '@egov/proto/egov/working_time/v1/working_time';
import type { Applicant } from '../domain/dossier/applicant.ts';
import type { Component } from '../domain/dossier/component.ts';
import { dossierId, paymentId, procedureId } from '../domain/ids.ts';
import { safeFileName } from '../domain/dossier/file-name.ts';
import type { ChannelTerms, ProcedureTerms } from '../domain/procedure/terms.ts';
import { applicantGroups, applicantKinds, channels, digitisationFrom, onlineLevels } from './enums.ts';

/** The law has no longer duration; beyond it the computation would only take time. */
const MAX_DURATION = 2_000;
const NAME = { max: 1_000 };

export const aDossier = () => field.uuid().transform(dossierId);
export const maybeDossier = () =>
  field.optionalUuid().transform((id) => (id === undefined ? undefined : dossierId(id)));
export const aProcedure = () => field.uuid().transform(procedureId);
export const maybeProcedure = () =>
  field.optionalUuid().transform((id) => (id === undefined ? undefined : procedureId(id)));
export const anAgency = () => field.uuid().transform(agencyId);
export const maybeAgency = () =>
  field.optionalUuid().transform((id) => (id === undefined ? undefined : agencyId(id)));
export const maybeOfficial = () =>
  field.optionalText({ max: 100 }).transform((id) => (id === undefined ? null : officialId(id)));
export const aPayment = () => field.uuid().transform(paymentId);
export const maybePayment = () =>
  field.optionalUuid().transform((id) => (id === undefined ? undefined : paymentId(id)));
export const maybePerson = () =>
  field.optionalUuid().transform((id) => (id === undefined ? undefined : personId(id)));

/** An optional text; null when empty, as in event data. */
export const textOrNull = (limits: Parameters<typeof field.optionalText>[0] = {}) =>
  field.optionalText(limits).transform((text) => text ?? null);
/** An optional text; may be empty. */
export const textOrEmpty = (limits: Parameters<typeof field.optionalText>[0] = {}) =>
  field.optionalText(limits).transform((text) => text ?? '');

/** What every act on a dossier has in common. */
export const act = {
  dossierId: aDossier(),
  expectedRevision: field.optionalRevision(),
  occurredAt: field.optionalInstant(),
};

/** Why something is refused or stopped, and the legal ground. */
export const grounds = { reason: field.text(), legalGround: textOrEmpty({ max: 1_000 }) };

const aDuration = () =>
  field
    .message({
      amount: field.double({ min: 0, max: MAX_DURATION }),
      unit: field.enumeration(DurationUnit),
    })
    .transform(({ amount, unit }): Duration => ({ amount, unit: durationUnits.from[unit] }));
const maybeDuration = () =>
  aDuration()
    .optional()
    .transform((duration) => duration ?? null);

const components = (max: number) =>
  field.list(
    field
      .message({
        paperId: textOrNull({ max: 100 }),
        name: textOrNull(NAME),
        originals: field.count({ max: 10_000 }),
        copies: field.count({ max: 10_000 }),
        digitisation: field.optionalEnumeration(Digitisation),
        fileRef: field.optionalText({ pattern: /^sha256:[0-9a-f]{64}$/ }).transform((ref) => ref ?? null),
        fileName: textOrNull({ max: 1_000 }),
      })
      .transform(({ digitisation, fileName, ...component }): Component => ({
        ...component,
        ...(fileName === null ? {} : { fileName: safeFileName(fileName) }),
        digitisation: digitisationFrom(digitisation ?? 0),
      })),
    { max },
  );

export const someComponents = () => components(200);

const anApplicant = () =>
  field
    .message({
      personId: maybePerson(),
      kind: field.enumeration(ApplicantKind),
      name: textOrNull(NAME),
      idNumber: textOrNull({ max: 50 }),
      phone: textOrNull({ max: 50 }),
      email: textOrNull({ max: 320 }),
      address: textOrNull(NAME),
    })
    .transform(
      ({ kind, ...applicant }) =>
        ({ ...applicant, kind: applicantKinds.from[kind] }) satisfies Omit<Applicant, 'personId'>,
    );

/** The content of a submission, whatever the channel. */
export const submission = {
  dossierId: maybeDossier(),
  procedureId: aProcedure(),
  agencyId: maybeAgency(),
  applicant: anApplicant(),
  components: someComponents(),
  caseName: textOrNull(NAME),
  summary: textOrNull(),
  occurredAt: field.optionalInstant(),
};

const channelTerms = () =>
  field
    .message({
      channel: field.enumeration(Channel),
      cases: field.list(
        field.message({
          name: textOrNull(NAME),
          duration: maybeDuration(),
          fee: field
            .int64AsNumber()
            .optional()
            .transform((fee) => fee ?? null),
          rounding: field.optionalEnumeration(DueRounding),
        }),
        { min: 1, max: 100 },
      ),
    })
    .transform(({ channel, cases }): ChannelTerms => ({
      channel: channels.from[channel],
      cases: cases.map(({ rounding, ...each }) => ({
        ...each,
        rounding: rounding === undefined ? 'hour-exact' : dueRoundings.from[rounding],
      })),
    }));

const supplementPolicy = () =>
  field
    .message({
      clock: field.optionalEnumeration(ClockPolicy),
      maxWait: maybeDuration(),
      extra: maybeDuration(),
    })
    .optional()
    .transform((policy): ProcedureTerms['supplement'] => ({
      clock: policy?.clock === undefined ? 'exclude-resume' : clockPolicies.from[policy.clock],
      maxWait: policy?.maxWait ?? null,
      extra: policy?.extra ?? null,
    }));

/** Content of a version of a procedure. */
export const procedureTerms = () =>
  field
    .message({
      code: field.text({ max: 50 }),
      name: field.text(NAME),
      field: textOrEmpty(NAME),
      level2011: field.count({ max: 4 }),
      onlineLevel: field.optionalEnumeration(OnlineLevel),
      decidingLevel: textOrEmpty({ max: 100 }),
      agencyId: anAgency(),
      channels: field.list(channelTerms(), { min: 1, max: 3 }),
      papers: field.list(
        field.message({
          paperId: field.text({ max: 100 }),
          name: field.text({ max: 4_000 }),
          originals: field.count({ max: 10_000 }),
          copies: field.count({ max: 10_000 }),
          form: textOrNull(NAME),
          required: field.flag(),
        }),
        { max: 200 },
      ),
      supplement: supplementPolicy(),
      steps: field.list(
        field.message({
          stepId: field.text({ max: 100 }),
          name: field.text(NAME),
          role: textOrEmpty({ max: 100 }),
          duration: maybeDuration(),
        }),
        { max: 100 },
      ),
      sameDayCutoff: textOrNull({ max: 5 }),
      recorded: field.flag(),
      legalGround: textOrEmpty(NAME),
      applicants: field.list(field.enumeration(ApplicantGroup), { max: 20 }),
    })
    .transform(({ level2011, onlineLevel, applicants, ...terms }): ProcedureTerms => ({
      ...terms,
      applicants: applicants.map((group) => applicantGroups.from[group]),
      levels: {
        decree43: level2011 === 0 ? null : (level2011 as 1 | 2 | 3 | 4),
        decree42: onlineLevel === undefined ? null : onlineLevels.from[onlineLevel],
      },
    }));
