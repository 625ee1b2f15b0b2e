import type { Due } from '../deadline/due.ts';
import { refusal } from '../reasons.ts';
import type {
  AcceptDossier,
  ImportDossier,
  ReceiveDossier,
  RefuseDossier,
  SubmitDossier,
} from './commands.ts';
import { importedDate } from './imported-date.ts';
import type { Dossier } from './dossier.ts';
import type { DossierEvent, Of } from './events.ts';
import { aboutApplicant, needReason, ofFile, standingIn } from './guards.ts';
import { checkPapers } from './papers.ts';
import type { SolvingRules } from './solving-rules.ts';

type Submission = SubmitDossier['data'] | ReceiveDossier['data'] | ImportDossier['data'];

const ofSubmission = ({ dossierId, agencyId, rules: { code } }: Submission): Of => ({
  dossierId,
  agencyId,
  procedureCode: code,
});

function checkSubmission({ components, rules }: Submission, state: Dossier): void {
  if (state.phase !== 'unknown') throw refusal('DOSSIER_EXISTS', { dossierId: state.file.dossierId });
  checkPapers(components, rules);
}

function checkLive({ rules: { recorded, code } }: Submission): void {
  if (recorded) throw refusal('PROCEDURE_RECORDED', { code });
}

function checkDue({ promised, working }: Due, { duration }: SolvingRules, receivedAt: string): void {
  if (promised === null && duration !== null) throw refusal('DUE_TIME_NEEDED');
  if (promised !== null && working === null && duration !== null) throw refusal('DUE_TIME_FIXED');
  if (promised !== null && promised <= receivedAt) throw refusal('DUE_TIME_PAST', { promised });
}

export function submit({ data }: SubmitDossier, state: Dossier): readonly DossierEvent[] {
  checkSubmission(data, state);
  checkLive(data);
  const { rules, applicant, components, summary, temporaryId } = data;
  return [
    {
      type: 'DossierSubmitted',
      data: { ...ofSubmission(data), channel: 'online', rules, applicant, components, summary, temporaryId },
    },
  ];
}

export function receive({ data, meta }: ReceiveDossier, state: Dossier): readonly DossierEvent[] {
  checkSubmission(data, state);
  checkLive(data);
  const { channel, rules, applicant, components, summary, temporaryId, code, due, holder } = data;
  if (channel === 'online') throw refusal('CHANNEL_NOT_RECEIVED', { field: 'channel' });
  checkDue(due, rules, meta.occurred);
  const of = ofSubmission(data);
  return [
    {
      type: 'DossierSubmitted',
      data: { ...of, channel, rules, applicant, components, summary, temporaryId },
    },
    { type: 'DossierAccepted', data: { ...of, code, due, holder } },
  ];
}

export function importHistory({ data, meta }: ImportDossier, state: Dossier): readonly DossierEvent[] {
  checkSubmission(data, state);
  if (meta.importId === undefined) throw refusal('IMPORT_NOT_NAMED', { field: 'import_id' });
  const { channel, rules, applicant, components, summary, attributes, due, holder } = data;
  const deadline = importedDate(attributes['deadline']);
  const endDate = importedDate(attributes['enddate']);
  return [
    {
      type: 'DossierImported',
      data: {
        ...ofSubmission(data),
        channel,
        rules,
        applicant,
        components,
        summary,
        attributes,
        deadline,
        endDate,
        due,
        holder,
      },
    },
  ];
}

export function accept({ data, meta }: AcceptDossier, state: Dossier): readonly DossierEvent[] {
  const { file } = standingIn(state, ['registered'], 'DOSSIER_NOT_AWAITING_ACCEPTANCE');
  checkDue(data.due, file.rules, meta.occurred);
  return [{ type: 'DossierAccepted', data: { ...ofFile(file), ...data } }];
}

export function refuseAcceptance({ data }: RefuseDossier, state: Dossier): readonly DossierEvent[] {
  const { file } = standingIn(state, ['registered'], 'DOSSIER_NOT_AWAITING_ACCEPTANCE');
  needReason(data.reason, 'reason');
  needReason(data.legalGround, 'legal_ground');
  return [{ type: 'DossierRefused', data: { ...aboutApplicant(file), ...data } }];
}
