import { timelinessOf, type Instant } from '@egov/chassis/domain';
import { refusal } from '../reasons.ts';
import type { CompleteStep, HandOverDossier } from './commands.ts';
import type { Dossier, DossierFile, StepInHand } from './dossier.ts';
import type { DossierEvent, Holder, StepRef, StepUnderWay } from './events.ts';
import { aboutApplicant, standingIn } from './guards.ts';

const isSame = (one: Holder, other: Holder): boolean =>
  one.agencyId === other.agencyId && one.officialId === other.officialId;

/** Recorded procedures have no list of steps: any name is a step. */
function stepOf({ rules: { steps, recorded } }: DossierFile, stepId: string): StepRef {
  const name = steps.find((step) => step.stepId === stepId)?.name ?? (recorded ? stepId : undefined);
  if (name === undefined) throw refusal('STEP_UNKNOWN', { stepId });
  return { stepId, name };
}

/**
 * The step to continue with: the current one keeps its due time, since a change of hands gives it no more
 * time.
 */
function stepFor(file: DossierFile, { stepId, stepDue }: HandOverDossier['data']): StepUnderWay | null {
  if (file.step !== null && (stepId === null || stepId === file.step.stepId)) return underWay(file.step);
  return stepId === null ? null : { ...stepOf(file, stepId), due: stepDue };
}

const underWay = ({ stepId, name, due }: StepInHand): StepUnderWay => ({ stepId, name, due });

function givenUp({ stepId, name, due }: StepInHand, at: Instant) {
  return { stepId, name, result: timelinessOf(due?.at ?? null, at) };
}

export function handOver({ data, meta }: HandOverDossier, state: Dossier): readonly DossierEvent[] {
  const { phase, file } = standingIn(state, ['accepted', 'in-progress'], 'DOSSIER_NOT_IN_PROGRESS');
  const step = stepFor(file, data);
  const { holder: from } = file;
  const { to, note } = data;
  if (phase === 'in-progress' && isSame(from, to)) {
    if (step === null || step.stepId === file.step?.stepId) throw refusal('HANDED_TO_HOLDER');
    return [{ type: 'StepStarted', data: { ...aboutApplicant(file), step, holder: to, note } }];
  }
  const given = file.step === null ? null : givenUp(file.step, meta.occurred);
  return [{ type: 'DossierHandedOver', data: { ...aboutApplicant(file), step, from, to, given, note } }];
}

export function completeStep(
  { data: { stepId, outcome }, meta }: CompleteStep,
  state: Dossier,
): readonly DossierEvent[] {
  const { file } = standingIn(state, ['in-progress'], 'DOSSIER_NOT_IN_PROGRESS');
  const { step: current, holder, completedSteps } = file;
  const step = stepOf(file, stepId);
  if (current?.stepId !== stepId)
    throw refusal(completedSteps.includes(stepId) ? 'STEP_COMPLETED' : 'STEP_NOT_STARTED', { stepId });
  const due = current.due?.at ?? null;
  return [
    {
      type: 'StepCompleted',
      data: { ...aboutApplicant(file), step, due, result: timelinessOf(due, meta.occurred), outcome, holder },
    },
  ];
}
