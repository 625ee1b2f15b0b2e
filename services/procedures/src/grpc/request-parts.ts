import { clockPolicies, dueRoundings, durationUnits, field } from '@egov/chassis/grpc';
import { ApplicantKind, Digitisation } from '@egov/proto/egov/procedures/v1/submission';
import { ApplicantGroup, Channel, OnlineLevel } from '@egov/proto/egov/procedures/v1/procedure';
import { agencyId, personId, safeFileName, type Duration } from '@egov/chassis/domain';
import { ClockPolicy, DueRounding, DurationUnit } from '@egov/proto/egov/working_time/v1/working_time';
import type { Applicant } from '../domain/dossier/applicant.ts';
import type { Component } from '../domain/dossier/component.ts';
import { dossierId, procedureId } from '../domain/ids.ts';
import type { ChannelTerms, ProcedureTerms } from '../domain/procedure/terms.ts';
import { applicantGroups, applicantKinds, channels, digitisationFrom, onlineLevels } from './enums.ts';

/** The law has no longer duration; beyond it the computation would only take time. */
const MAX_DURATION = 2_000;
const NAME = { max: 1_000 };

/** What every act on a dossier has in common. */
export const act = {
  dossierId: field.id(dossierId),
  expectedRevision: field.revision().optional(),
  occurredAt: field.instant().optional(),
};

/** Why something is refused or stopped, and the rule behind it. */
export const grounds = { reason: field.text(), legalGround: field.text({ max: 1_000 }).default('') };

const aDuration = () =>
  field
    .message({
      amount: field.double({ min: 0, max: MAX_DURATION }),
      unit: field.enumeration(DurationUnit),
    })
    .transform(({ amount, unit }): Duration => ({ amount, unit: durationUnits.from[unit] }));

const components = (max: number) =>
  field.list(
    field
      .message({
        paperId: field.orNull(field.text({ max: 100 })),
        name: field.orNull(field.text(NAME)),
        originals: field.count({ max: 10_000 }),
        copies: field.count({ max: 10_000 }),
        digitisation: field.enumeration(Digitisation).optional(),
        fileRef: field.orNull(field.text({ pattern: /^sha256:[0-9a-f]{64}$/ })),
        fileName: field.orNull(field.text({ max: 1_000 })),
      })
      .transform(({ digitisation, fileName, ...component }): Component => ({
        ...component,
        ...(fileName === null ? {} : { fileName: safeFileName(fileName) }),
        digitisation: digitisationFrom(digitisation),
      })),
    { max },
  );

export const someComponents = () => components(200);

const anApplicant = () =>
  field
    .message({
      personId: field.id(personId).optional(),
      kind: field.enumeration(ApplicantKind),
      name: field.orNull(field.text(NAME)),
      idNumber: field.orNull(field.text({ max: 50 })),
      phone: field.orNull(field.text({ max: 50 })),
      email: field.orNull(field.text({ max: 320 })),
      address: field.orNull(field.text(NAME)),
    })
    .transform(
      ({ kind, ...applicant }) =>
        ({ ...applicant, kind: applicantKinds.from[kind] }) satisfies Omit<Applicant, 'personId'>,
    );

/** The content of a submission, whatever the channel. */
export const submission = {
  dossierId: field.id(dossierId).optional(),
  procedureId: field.id(procedureId),
  agencyId: field.id(agencyId).optional(),
  applicant: anApplicant(),
  components: someComponents(),
  caseName: field.orNull(field.text(NAME)),
  summary: field.orNull(field.text()),
  occurredAt: field.instant().optional(),
};

const channelTerms = () =>
  field
    .message({
      channel: field.enumeration(Channel),
      cases: field.list(
        field.message({
          name: field.orNull(field.text(NAME)),
          duration: field.orNull(aDuration()),
          fee: field.orNull(field.int64AsNumber()),
          rounding: field.enumeration(DueRounding).optional(),
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
      clock: field.enumeration(ClockPolicy).optional(),
      maxWait: field.orNull(aDuration()),
      extra: field.orNull(aDuration()),
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
      field: field.text(NAME).default(''),
      level2011: field.count({ min: 1, max: 4 }).optional(),
      onlineLevel: field.enumeration(OnlineLevel).optional(),
      decidingLevel: field.text({ max: 100 }).default(''),
      agencyId: field.id(agencyId),
      channels: field.list(channelTerms(), { min: 1, max: 3 }),
      papers: field.list(
        field.message({
          paperId: field.text({ max: 100 }),
          name: field.text({ max: 4_000 }),
          originals: field.count({ max: 10_000 }),
          copies: field.count({ max: 10_000 }),
          form: field.orNull(field.text(NAME)),
          required: field.flag(),
        }),
        { max: 200 },
      ),
      supplement: supplementPolicy(),
      steps: field.list(
        field.message({
          stepId: field.text({ max: 100 }),
          name: field.text(NAME),
          role: field.text({ max: 100 }).default(''),
          duration: field.orNull(aDuration()),
        }),
        { max: 100 },
      ),
      sameDayCutoff: field.orNull(field.text({ max: 5 })),
      recorded: field.flag(),
      legalGround: field.text(NAME).default(''),
      applicants: field.list(field.enumeration(ApplicantGroup), { max: 20 }),
    })
    .transform(({ level2011, onlineLevel, applicants, ...terms }): ProcedureTerms => ({
      ...terms,
      applicants: applicants.map((group) => applicantGroups.from[group]),
      levels: {
        decree43: level2011 === undefined ? null : (level2011 as 1 | 2 | 3 | 4),
        decree42: onlineLevel === undefined ? null : onlineLevels.from[onlineLevel],
      },
    }));
