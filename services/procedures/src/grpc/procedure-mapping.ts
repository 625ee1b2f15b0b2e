import { textTo, clockPolicies, dueRoundings, durationTo } from '@egov/chassis/grpc';
import { ProcedureVersionState } from '@egov/proto/egov/procedures/v1/procedure';
import type * as wire from '@egov/proto/egov/procedures/v1/procedure';
import type { Duration } from '@egov/chassis/domain';
import type { ProcedureTerms } from '../domain/procedure/terms.ts';
import type { ProcedureView, ProcedureVersionView } from '../projections/queries/procedures.ts';
import { applicantGroups, channels, dateTo, onlineLevels } from './enums.ts';

const maybeDurationTo = (duration: Duration | null) => (duration === null ? undefined : durationTo(duration));

const termsTo = ({
  levels,
  channels: offered,
  papers,
  supplement,
  steps,
  sameDayCutoff,
  applicants,
  ...terms
}: ProcedureTerms): wire.ProcedureTerms => ({
  ...terms,
  field: textTo(terms.field),
  decidingLevel: textTo(terms.decidingLevel),
  legalGround: textTo(terms.legalGround),
  level2011: levels.decree43 ?? undefined,
  onlineLevel: levels.decree42 === null ? undefined : onlineLevels.to(levels.decree42),
  channels: offered.map(({ channel, cases }) => ({
    channel: channels.to(channel),
    cases: cases.map(({ name, duration, fee, rounding }) => ({
      name: name ?? undefined,
      duration: maybeDurationTo(duration),
      fee: fee === null ? undefined : BigInt(fee),
      rounding: dueRoundings.to(rounding),
    })),
  })),
  papers: papers.map((paper) => ({ ...paper, form: paper.form ?? undefined })),
  supplement: {
    clock: clockPolicies.to(supplement.clock),
    maxWait: maybeDurationTo(supplement.maxWait),
    extra: maybeDurationTo(supplement.extra),
  },
  steps: steps.map((step) => ({
    ...step,
    role: textTo(step.role),
    duration: maybeDurationTo(step.duration),
  })),
  sameDayCutoff: sameDayCutoff ?? undefined,
  applicants: applicants.map(applicantGroups.to),
});

export const versionTo = (row: ProcedureVersionView): wire.ProcedureVersion => ({
  version: row.version,
  inForceFromDay: row.inForceFrom,
  terms: termsTo(row.terms),
  proposedBy: row.proposedBy,
  publishedBy: row.publishedBy ?? undefined,
  publishedAt: dateTo(row.publishedAt),
  state: row.published
    ? ProcedureVersionState.PROCEDURE_VERSION_STATE_PUBLISHED
    : ProcedureVersionState.PROCEDURE_VERSION_STATE_PROPOSED,
});

export const procedureTo = ({
  procedureId,
  current,
  retiredOn,
  revision,
}: ProcedureView): wire.Procedure => ({
  procedureId,
  current: current === null ? undefined : versionTo(current),
  retiredOn: retiredOn ?? undefined,
  revision: BigInt(revision),
});
