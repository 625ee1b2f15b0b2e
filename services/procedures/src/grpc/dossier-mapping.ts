import { dueWorkingTo, textTo } from '@egov/chassis/grpc';
import type * as wire from '@egov/proto/egov/procedures/v1/dossier';
import type * as submitted from '@egov/proto/egov/procedures/v1/submission';
import type { SeenDossier } from '../application/dossier/list-dossiers.ts';
import type { ReadDossier } from '../application/dossier/read-dossier.ts';
import type { Applicant } from '../domain/dossier/applicant.ts';
import type { Component } from '../domain/dossier/component.ts';
import type { ControlSheetRow } from '../views/control-sheet.ts';
import type { PaymentView } from '../views/dossier-view.ts';
import {
  applicantKinds,
  channels,
  dateTo,
  digitisationTo,
  paymentOutcomes,
  stateTo,
  timelinessTo,
} from './enums.ts';

/** A dossier as shown; without permission for personal data only the kind of applicant. */
export const dossierTo = ({ view, personal }: ReadDossier): wire.Dossier => ({
  dossierId: view.dossierId,
  code: view.code ?? undefined,
  temporaryId: view.temporaryId ?? undefined,
  state: stateTo(view.state),
  procedureId: view.rules.procedureId,
  procedureCode: view.procedureCode,
  procedureName: view.rules.name,
  procedureVersion: view.rules.version,
  agencyId: view.agencyId,
  holderAgencyId: view.holder.agencyId,
  holderOfficialId: view.holder.officialId ?? undefined,
  channel: channels.to(view.channel),
  applicant: applicantTo(view.applicant, personal),
  components: view.components.map((component) =>
    componentTo(personal ? component : { ...component, name: null, fileName: null }),
  ),
  summary: personal ? (view.summary ?? undefined) : undefined,
  submittedAt: dateTo(view.submittedAt),
  receivedAt: dateTo(view.receivedAt),
  dueAt: dateTo(view.due.promised),
  statutoryDueAt: dateTo(view.due.statutory),
  releasedAt: dateTo(view.releasedAt),
  returnedAt: dateTo(view.returnedAt),
  timeliness: timelinessTo(view.timeliness),
  dueWorking: view.due.working === null ? undefined : dueWorkingTo(view.due.working),
  pausedFor: view.pausedFor ?? undefined,
  currentStepId: view.currentStep?.stepId ?? undefined,
  stepDueAt: dateTo(view.currentStep?.due?.at),
  payments: view.payments.map(paymentTo),
  rating:
    view.scores.length === 0
      ? undefined
      : view.scores.reduce((sum, score) => sum + score, 0) / view.scores.length,
  importId: view.importId ?? undefined,
  revision: BigInt(view.revision),
  revisedAt: dateTo(view.revisedAt),
});

/** A paper as handed in. */
export const componentTo = ({
  paperId,
  name,
  originals,
  copies,
  digitisation,
  fileRef,
  fileName,
}: Component): submitted.Component => ({
  paperId: paperId ?? undefined,
  name: name ?? undefined,
  originals,
  copies,
  digitisation: digitisationTo(digitisation),
  fileRef: fileRef ?? undefined,
  fileName: fileName ?? undefined,
});

export const applicantTo = (
  { personId, kind, name, idNumber, phone, email, address }: Applicant,
  personal: boolean,
): submitted.Applicant =>
  personal
    ? {
        personId,
        kind: applicantKinds.to(kind),
        name: name ?? undefined,
        idNumber: idNumber ?? undefined,
        phone: phone ?? undefined,
        email: email ?? undefined,
        address: address ?? undefined,
      }
    : { kind: applicantKinds.to(kind) };

const paymentTo = ({ paymentId, amount, description, outcome }: PaymentView): wire.Payment => ({
  paymentId,
  amount: BigInt(amount),
  description: textTo(description),
  outcome: outcome === null ? undefined : paymentOutcomes.to(outcome),
});

export const summaryTo = (dossier: SeenDossier): wire.DossierSummary => ({
  dossierId: dossier.dossierId,
  code: dossier.code ?? dossier.temporaryId ?? undefined,
  state: stateTo(dossier.state),
  procedureCode: dossier.procedureCode,
  procedureName: dossier.procedureName,
  applicantName: dossier.personal ? textTo(dossier.applicantName) : undefined,
  agencyId: dossier.agencyId,
  holderAgencyId: dossier.holderAgencyId,
  holderOfficialId: dossier.holderOfficialId ?? undefined,
  channel: channels.to(dossier.channel),
  receivedAt: dateTo(dossier.receivedAt),
  dueAt: dateTo(dossier.dueAt),
  releasedAt: dateTo(dossier.releasedAt),
  timeliness: timelinessTo(dossier.timeliness),
  revision: BigInt(dossier.revision),
  pausedAt: dateTo(dossier.pausedAt),
});

export const sheetRowTo = (row: ControlSheetRow, index: number): wire.ControlSheetRow => ({
  number: index + 1,
  stepId: row.stepId ?? undefined,
  stepName: row.stepName ?? undefined,
  fromAgencyId: row.from?.agencyId ?? undefined,
  fromOfficialId: row.from?.officialId ?? undefined,
  toAgencyId: row.to.agencyId,
  toOfficialId: row.to.officialId ?? undefined,
  receivedAt: dateTo(row.receivedAt),
  dueAt: dateTo(row.due),
  endedAt: dateTo(row.endedAt),
  timeliness: timelinessTo(row.timeliness),
  note: textTo(row.note),
});
