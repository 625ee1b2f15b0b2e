import { specFor } from '@egov/chassis/testing';
import { test } from '@jest/globals';
import { noDue } from '../deadline/due.ts';
import { paymentId } from '../ids.ts';
import type { ConfirmPayment } from './commands.ts';
import { dossierDecider } from './decide.ts';
import { PAYMENT, at, dueOf, fact } from './dossier.fixture.ts';
import {
  assessed,
  atCounter,
  awaitingAuthority,
  awaitingPapers,
  awaitingPayment,
  closed,
  paymentConfirmed,
  resolved,
  whenOver,
  withdrawn,
} from './life.fixture.ts';

const dossier = specFor(dossierDecider);
const resumed = whenOver('payment', '2026-07-09 10:00');
const paid = [...awaitingPayment, paymentConfirmed(resumed)];
const asked = { paymentId: PAYMENT, amount: 80_000, description: 'Lệ phí', payBy: null };

const ask = (amount = 80_000, payment = PAYMENT) =>
  ({ type: 'RequestPayment', data: { ...asked, amount, paymentId: payment } }) as const;
const confirm = (changes: Partial<ConfirmPayment['data']> = {}) =>
  ({
    type: 'ConfirmPayment',
    data: { paymentId: PAYMENT, outcome: 'paid', amount: 80_000, reference: 'GD-1', ...resumed, ...changes },
    meta: at('2026-07-09 10:00'),
  }) as const;
const refund = (amount = 80_000, payment = PAYMENT) =>
  ({ type: 'RefundPayment', data: { paymentId: payment, amount, reference: 'HT-1' } }) as const;

test('a payment is requested before work continues', () => {
  dossier
    .given(assessed)
    .when(ask())
    .then([fact('PaymentRequested', asked)]);
});

test('one payment is awaited at a time', () => {
  dossier
    .given(awaitingPayment)
    .when(ask(10_000, paymentId('another')))
    .refuses('PAYMENT_AWAITED');
});

test('a payment is requested only while the dossier is in progress', () => {
  for (const life of [atCounter, awaitingPapers, resolved, closed])
    dossier.given(life).when(ask()).refuses('DOSSIER_NOT_IN_PROGRESS');
  dossier.given(awaitingAuthority).when(ask()).refuses('DOSSIER_SUSPENDED');
});

test('a payment is a positive whole sum of đồng', () => {
  for (const amount of [0, -1, 0.5, 2 ** 53])
    dossier.given(assessed).when(ask(amount)).refuses('VALUE_OUT_OF_RANGE', { field: 'amount' });
});

test('a payment is requested once', () => {
  dossier.given(paid).when(ask()).refuses('PAYMENT_EXISTS', { paymentId: PAYMENT });
});

test('a paid sum is confirmed, and the remaining time continues', () => {
  dossier
    .given(awaitingPayment)
    .when(confirm())
    .then([
      fact('PaymentConfirmed', {
        paymentId: PAYMENT,
        outcome: 'paid',
        amount: 80_000,
        reference: 'GD-1',
        previousDue: dueOf().promised,
        ...resumed,
      }),
    ]);
});

test('a payment is waived or cancelled, and no money came', () => {
  for (const outcome of ['waived', 'cancelled'] as const) {
    dossier
      .given(awaitingPayment)
      .when(confirm({ outcome }))
      .then([
        fact('PaymentConfirmed', {
          paymentId: PAYMENT,
          outcome,
          amount: 0,
          reference: 'GD-1',
          previousDue: dueOf().promised,
          ...resumed,
        }),
      ]);
  }
});

test('a sum other than the requested one is not a payment', () => {
  dossier
    .given(awaitingPayment)
    .when(confirm({ amount: 79_999 }))
    .refuses('AMOUNT_DIFFERS', { asked: 80_000 });
});

test('what was promised before is promised again with the payment', () => {
  dossier
    .given(awaitingPayment)
    .when(confirm({ due: noDue }))
    .refuses('DUE_TIME_NEEDED');
});

test('a payment that was not requested is unknown', () => {
  const other = paymentId('another');
  dossier
    .given(awaitingPayment)
    .when(confirm({ paymentId: other }))
    .refuses('PAYMENT_UNKNOWN', { paymentId: other });
  dossier.given(paid).when(refund(80_000, other)).refuses('PAYMENT_UNKNOWN', { paymentId: other });
});

test('a payment is settled once', () => {
  dossier.given(paid).when(confirm()).refuses('PAYMENT_SETTLED', { status: 'paid' });
});

test('a payment for a dossier withdrawn meanwhile is refused', () => {
  dossier
    .given([...awaitingPayment, withdrawn()])
    .when(confirm())
    .refuses('DOSSIER_CLOSED', { state: 7 });
});

test('a payment is paid back, even when the dossier is closed', () => {
  for (const life of [paid, [...paid, withdrawn()]]) {
    dossier
      .given(life)
      .when(refund())
      .then([fact('PaymentRefunded', { paymentId: PAYMENT, amount: 80_000, reference: 'HT-1' })]);
  }
});

test('a part is not paid back', () => {
  dossier.given(paid).when(refund(40_000)).refuses('AMOUNT_DIFFERS', { asked: 80_000 });
});

test('only what was paid is paid back, and only once', () => {
  const events = dossier.given([...awaitingPayment, paymentConfirmed(resumed, 'waived')]);
  events.when(refund()).refuses('PAYMENT_NOT_PAID', { status: 'waived' });
  const refunded = {
    ...paymentConfirmed(resumed),
    ...fact('PaymentRefunded', { paymentId: PAYMENT, amount: 80_000, reference: 'HT-1' }),
  };
  dossier
    .given([...paid, refunded])
    .when(refund())
    .refuses('PAYMENT_NOT_PAID', { status: 'refunded' });
});
