import { CallFailed } from '@egov/chassis/grpc';
import {
  leadAway,
  PageError,
  refusal,
  signedIn,
  view,
  visitOf,
  type Feature,
  type SignedIn,
  type Visit,
} from '@egov/chassis/web';
import { PaymentOutcome, type Dossier } from '@egov/proto/egov/procedures/v1/dossier';
import express from 'express';
import { v5 } from 'uuid';
import type { PaymentNotice } from '../../adapters/payment-platform.ts';
import type { CitizenServices } from '../../services.ts';

/** Namespace of the idempotency keys derived from transactions: a repeated notice confirms nothing twice. */
const TRANSACTIONS = 'a4b7a5c0-2c6e-4b1e-8a46-0e8f4f0c7d21';
const settledAlready = new Set(['PAYMENT_SETTLED']);

/** Paying a fee at the national payment platform, which notifies this portal of the outcome. */
export const paymentsFeature = (
  services: CitizenServices,
  { baseUrl }: Readonly<{ baseUrl: string }>,
): Feature => ({
  name: 'payments',
  routes: (router) => {
    router.get(
      '/dossiers/:id/pay',
      signedIn((visit) => payPage(services, visit, {})),
    );
    router.post(
      '/dossiers/:id/pay',
      signedIn((visit) => begun(services, baseUrl, visit)),
    );
    router.post(
      '/payments/notice',
      express.raw({ type: 'application/json', limit: '64kb' }),
      async (request, response) => {
        const body: unknown = request.body;
        const notice = Buffer.isBuffer(body)
          ? services.payments.read(body, request.get('x-signature'))
          : undefined;
        if (notice === undefined) {
          response.status(400).json({ error: 'This is not a notice of the payment platform.' });
          return;
        }
        await settle(services, notice, visitOf(request));
        response.json({ ok: true });
      },
    );
  },
});

async function awaited({ dossierQueries }: CitizenServices, { params, call }: SignedIn) {
  const { dossier } = await dossierQueries.getDossier({ dossierId: params.id ?? '' }, call);
  const payment = dossier && awaitedIn(dossier);
  if (dossier === undefined || payment === undefined)
    throw new PageError('not-found', 'There is nothing to pay.');
  return { dossier, payment };
}

const awaitedIn = ({ payments }: Dossier) => payments.find(({ outcome }) => outcome === undefined);

async function payPage(services: CitizenServices, visit: SignedIn, more: object, status = 200) {
  const { dossier, payment } = await awaited(services, visit);
  return view('payments/pay.njk', { title: visit.t('payments.title'), dossier, payment, ...more }, status);
}

/** Redirects to the payment platform; shows a message on the page if that is down. */
async function begun(services: CitizenServices, baseUrl: string, visit: SignedIn) {
  const { dossier, payment } = await awaited(services, visit);
  const { agency } = await services.agencies.getAgency({ agencyId: dossier.agencyId }, visit.call);
  try {
    return leadAway(
      await services.payments.begin({
        dossierId: dossier.dossierId,
        paymentId: payment.paymentId,
        dossierCode: dossier.code ?? '',
        procedureCode: dossier.procedureCode,
        procedureName: dossier.procedureName,
        agencyName: agency?.name ?? '',
        payer: visit.user.name,
        amount: Number(payment.amount),
        description: payment.description ?? '',
        returnTo: `${baseUrl}/dossiers/${dossier.dossierId}`,
      }),
    );
  } catch (error) {
    if (!(error instanceof PageError)) throw error;
    return payPage(services, visit, { errors: [{ field: '', text: visit.t('payments.unavailable') }] }, 503);
  }
}

/**
 * Records a payment in the portal's own name. An abandoned payment changes nothing: the office still waits,
 * and it can be tried again.
 */
async function settle(
  { pauses }: CitizenServices,
  { transactionId, dossierId, paymentId, amount, paid }: PaymentNotice,
  visit: Visit,
): Promise<void> {
  if (!paid) return;
  try {
    await pauses.confirmPayment(
      {
        requestId: v5(transactionId, TRANSACTIONS),
        dossierId,
        paymentId,
        outcome: PaymentOutcome.PAYMENT_OUTCOME_PAID,
        amount: BigInt(amount),
        reference: transactionId,
      },
      visit.publicCall,
    );
  } catch (error) {
    if (!(error instanceof CallFailed) || !settledAlready.has(refusal(error, visit).reason)) throw error;
  }
}
