import { agencyId, officeDay, personId, type AgencyId, type PersonId } from '@egov/chassis/domain';
import { type CallContext, derivedId } from '@egov/chassis/application';
import type { Applicant } from '../../domain/dossier/applicant.ts';
import type { Component } from '../../domain/dossier/component.ts';
import { solvingRulesOf, type SolvingRules } from '../../domain/dossier/solving-rules.ts';
import { dossierId, type DossierId, type ProcedureId } from '../../domain/ids.ts';
import type { Channel } from '../../domain/procedure/terms.ts';
import { refusal } from '../../domain/reasons.ts';
import { versionToApply } from '../../domain/procedure/version-in-force.ts';
import { personOfNumber } from './person-of-number.ts';
import { instantOf, type Backdated } from './when-it-happened.ts';
import type { Deps } from '../deps.ts';

/** The content of a submission, whatever the channel. */
export type SubmissionInput = Backdated &
  Readonly<{
    dossierId: DossierId | undefined;
    procedureId: ProcedureId;
    agencyId: AgencyId | undefined;
    applicant: Omit<Applicant, 'personId'> & Readonly<{ personId: PersonId | undefined }>;
    components: readonly Component[];
    caseName: string | null;
    summary: string | null;
  }>;

/** A completed submission: with the rules in force, the agency that solves it and the applicant. */
export type Submission = Readonly<{
  dossierId: DossierId;
  agencyId: AgencyId;
  rules: SolvingRules;
  applicant: Applicant;
  components: readonly Component[];
  summary: string | null;
}>;

/**
 * The dossier's id: the caller's, else derived from the request, so that a retried submission cannot make
 * two.
 */
export const submittedId = (input: SubmissionInput, { actor, requestId }: CallContext): DossierId =>
  input.dossierId ?? dossierId(derivedId('procedures', actor.id, requestId));

/**
 * Completes a submission under the version in force on the day. Throws PROCEDURE_UNKNOWN,
 * PROCEDURE_NOT_IN_FORCE, CHANNEL_NOT_OFFERED, CASE_UNKNOWN, AGENCY_NOT_COMPETENT, APPLICANT_NOT_YOURSELF,
 * FILE_UNKNOWN, FILES_UNAVAILABLE.
 */
export async function submissionOf(
  deps: Pick<Deps, 'procedures' | 'keys' | 'hash' | 'papers'>,
  input: SubmissionInput,
  channel: Channel,
  context: CallContext,
): Promise<Submission> {
  const { state } = await deps.procedures.load(input.procedureId);
  const version = versionToApply(state, officeDay(instantOf(context)));
  const submission = {
    dossierId: submittedId(input, context),
    agencyId: solvedBy(input, agencyId(version.terms.agencyId), context),
    rules: solvingRulesOf(input.procedureId, version, channel, input.caseName),
    applicant: { ...input.applicant, personId: await personOf(deps, input, context) },
    components: input.components,
    summary: input.summary,
  };
  await deps.papers.keep(submission.applicant.personId, input.components, context);
  return submission;
}

/** Whether the caller has seen the applicant, or their papers: only then their word says who it is. */
const receives = ({ principal }: CallContext): boolean => principal.may('dossier.receive');

/** The agency applied to. Citizens have no choice: the procedure names the one that solves it. */
function solvedBy(input: SubmissionInput, competent: AgencyId, context: CallContext): AgencyId {
  const asked = input.agencyId ?? competent;
  if (asked !== competent && !receives(context))
    throw refusal('AGENCY_NOT_COMPETENT', { field: 'agency_id' });
  return asked;
}

/**
 * The applicant. Citizens are who their token says, and the number they give is only their claim. An official
 * who receives names the person, else it is the one with that number, else a new one.
 */
async function personOf(
  deps: Pick<Deps, 'keys' | 'hash'>,
  { applicant }: SubmissionInput,
  context: CallContext,
): Promise<PersonId> {
  const { principal, actor, requestId } = context;
  if (!receives(context)) {
    if (applicant.personId !== undefined && applicant.personId !== principal.subject)
      throw refusal('APPLICANT_NOT_YOURSELF', { field: 'applicant.person_id' });
    return personId(principal.subject);
  }
  if (applicant.personId !== undefined) return applicant.personId;
  if (applicant.idNumber !== null) return personOfNumber(deps, applicant.idNumber);
  return personId(derivedId('procedures person', actor.id, requestId));
}
