import { randomUUID } from 'node:crypto';
import { aggregates } from '@egov/procedures/domain';
import { PaymentOutcome, ResultOutcome, ReturnMethod } from '@egov/proto/egov/procedures/v1/dossier';
import { act } from './lives.ts';
import { applicant, BIRTHS, JUSTICE } from './one-stop-centre.ts';
import type { Clients } from './platform.ts';

/** A paper as the citizen's portal submits it. */
export type Paper = Readonly<{ paperId: string; originals: number; fileRef: string; fileName: string }>;

type Catalogue = Readonly<Record<string, Readonly<{ sealed?: Readonly<Record<string, string>> }>>>;
const catalogue: Catalogue = aggregates.dossiers.catalogue;

/**
 * Marks every text that is typed in a life and that the log seals, as its catalogue says; any other text is
 * plain. `marks` are those typed so far, each once.
 */
export function marking() {
  const marks: string[] = [];
  const mark = (): string => {
    marks.push(`Vắnghoe${String(marks.length).padStart(3, '0')}`);
    return marks.at(-1) ?? '';
  };
  return {
    marks,
    mark,
    /** The text of a field of an event. */
    typed: (event: string, field: string): string =>
      Object.hasOwn(catalogue[event]?.sealed ?? {}, field) ? mark() : 'lời của cán bộ',
  };
}

type Marking = ReturnType<typeof marking>;

type Ways = Readonly<{ citizen: Clients; office: Clients }>;

/** A whole life of a dossier online, in which everybody writes whatever can be written. */
export async function markedLife(
  ways: Ways,
  { personId, paper }: Readonly<{ personId: string; paper: Paper }>,
  marked: Marking,
): Promise<void> {
  const { mark } = marked;
  const { dossierId } = await ways.citizen.procedures.intake.submitDossier({
    requestId: randomUUID(),
    procedureId: BIRTHS,
    applicant: {
      ...applicant(personId, mark()),
      idNumber: mark(),
      phone: mark(),
      email: `${mark()}@thu.example`,
      address: mark(),
    },
    components: [paper, { name: mark(), originals: 1 }],
    summary: mark(),
  });
  await ways.office.procedures.intake.acceptDossier(act(dossierId));
  await pausedAndPaid(ways, dossierId, marked);
  await solvedAndReturned(ways, dossierId, marked);
}

async function pausedAndPaid(
  { citizen, office: { procedures } }: Ways,
  dossierId: string,
  { typed, mark }: Marking,
): Promise<void> {
  const { pauses, solving } = procedures;
  const on = () => act(dossierId);
  const handOver = { ...on(), stepId: 'examine', agencyId: JUSTICE };
  await solving.handOverDossier({ ...handOver, note: typed('DossierHandedOver', 'note') });
  await pauses.requestSupplement({
    ...on(),
    reason: typed('SupplementRequested', 'reason'),
    defects: [{ description: typed('SupplementRequested', 'defects.*.description') }],
  });
  const components = [{ name: mark(), originals: 1 }];
  await citizen.procedures.pauses.supplyPapers({ ...on(), components, satisfies: false });
  await pauses.suspendDossier({
    ...on(),
    authority: typed('DossierSuspended', 'authority'),
    reason: typed('DossierSuspended', 'reason'),
  });
  await pauses.resumeDossier({ ...on(), outcome: typed('DossierResumed', 'outcome') });
  const payment = { paymentId: randomUUID(), amount: 8_000n };
  const description = typed('PaymentRequested', 'description');
  await pauses.requestPayment({ ...on(), ...payment, description });
  await pauses.confirmPayment({
    ...on(),
    ...payment,
    outcome: PaymentOutcome.PAYMENT_OUTCOME_PAID,
    reference: typed('PaymentConfirmed', 'reference'),
  });
}

async function solvedAndReturned(
  { citizen, office: { procedures } }: Ways,
  dossierId: string,
  { typed, mark }: Marking,
): Promise<void> {
  const { solving, ending, correspondence } = procedures;
  const on = () => act(dossierId);
  const newDueAt = new Date(Date.now() + 90 * 86_400_000);
  await solving.extendDossier({ ...on(), newDueAt, reason: typed('DossierExtended', 'reason') });
  await citizen.procedures.correspondence.writeMessage({ ...on(), text: mark() });
  await correspondence.writeMessage({ ...on(), text: mark() });
  await solving.completeStep({ ...on(), stepId: 'examine', outcome: typed('StepCompleted', 'outcome') });
  const outcome = ResultOutcome.RESULT_OUTCOME_GRANTED;
  await ending.releaseResult({ ...on(), outcome });
  await ending.sendBackResult({ ...on(), reason: typed('ResultSentBack', 'reason') });
  await ending.releaseResult({ ...on(), outcome });
  const method = ReturnMethod.RETURN_METHOD_COUNTER;
  await ending.returnResult({ ...on(), method, receivedBy: mark() });
  await citizen.procedures.correspondence.rateDossier({ ...on(), subject: 1, score: 5, comment: mark() });
}

/** Dossiers that end early: withdrawn, refused and stopped, each with its reasons. */
export async function markedEndings(
  { citizen, office }: Ways,
  personId: string,
  { typed, mark }: Marking,
): Promise<void> {
  const submit = async (): Promise<string> =>
    (
      await citizen.procedures.intake.submitDossier({
        requestId: randomUUID(),
        procedureId: BIRTHS,
        applicant: applicant(personId, mark()),
        components: [{ paperId: 'form', originals: 1 }],
      })
    ).dossierId;
  const withdrawn = await submit();
  await citizen.procedures.ending.withdrawDossier({ ...act(withdrawn), reason: mark() });
  const refused = await submit();
  await office.procedures.intake.refuseDossier({
    ...act(refused),
    reason: typed('DossierRefused', 'reason'),
    legalGround: typed('DossierRefused', 'legalGround'),
  });
  const stopped = await submit();
  await office.procedures.intake.acceptDossier(act(stopped));
  await office.procedures.solving.handOverDossier({ ...act(stopped), stepId: 'examine', agencyId: JUSTICE });
  await office.procedures.ending.stopDossier({
    ...act(stopped),
    reason: typed('DossierStopped', 'reason'),
    legalGround: typed('DossierStopped', 'legalGround'),
  });
}
