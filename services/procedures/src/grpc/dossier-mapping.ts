import { dueWorkingTo, textTo } from '@egov/chassis/grpc';
import type * as wire from '@egov/proto/egov/procedures/v1/dossier';
import type * as submitted from '@egov/proto/egov/procedures/v1/submission';
import type { Applicant } from '../domain/dossier/applicant.ts';
import type { Component } from '../domain/dossier/component.ts';
import type { ListedDossier } from '../projections/queries/dossier-rows.ts';
import type { ControlSheetRow } from '../views/control-sheet.ts';
import type { DossierView, PaymentView } from '../views/dossier-view.ts';
import {
  applicantKinds,
  channels,
  dateTo,
  digitisationTo,
  paymentOutcomes,
  stateTo,
  timelinessTo,
} from './enums.ts';

/** A dossier as its reader is shown it. */
export const dossierTo = (view: DossierView): wire.Dossier => ({
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
  applicant: applicantTo(view.applicant),
  components: view.components.map(componentTo),
  summary: view.summary ?? undefined,
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

export const applicantTo = ({ personId, kind, ...said }: Applicant): submitted.Applicant => ({
  // Null for readers who may not know.
  personId: (personId as string | null) ?? undefined,
  kind: applicantKinds.to(kind),
  name: said.name ?? undefined,
  idNumber: said.idNumber ?? undefined,
  phone: said.phone ?? undefined,
  email: said.email ?? undefined,
  address: said.address ?? undefined,
});

const paymentTo = ({ paymentId, amount, description, outcome }: PaymentView): wire.Payment => ({
  paymentId,
  amount: BigInt(amount),
  description: textTo(description),
  outcome: outcome === null ? undefined : paymentOutcomes.to(outcome),
});

export const summaryTo = (dossier: ListedDossier): wire.DossierSummary => ({
  dossierId: dossier.dossierId,
  code: dossier.code ?? dossier.temporaryId ?? undefined,
  state: stateTo(dossier.state),
  procedureCode: dossier.procedureCode,
  procedureName: dossier.procedureName,
  applicantName: textTo(dossier.applicantName),
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
