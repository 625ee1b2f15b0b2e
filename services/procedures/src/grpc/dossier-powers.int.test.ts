import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { failureOf } from '@egov/chassis/testing';
import {
  PaymentOutcome,
  RatingSubject,
  ResultOutcome,
  ReturnMethod,
} from '@egov/proto/egov/procedures/v1/dossier';
import { DossierCorrespondenceServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_correspondence_service';
import { DossierEndingServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_ending_service';
import { DossierIntakeServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_intake_service';
import { DossierPauseServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_pause_service';
import {
  act,
  HISTORY,
  PAYMENT,
  PERSON,
  proceduresWorld,
  reception,
  submission,
  withDossierInWork,
  withHistory,
  withPaymentAsked,
  withResult,
  withResultReturned,
  type ProceduresWorld,
} from './test-support/procedures-world.ts';

let world: ProceduresWorld;
beforeEach(async () => {
  world = await proceduresWorld();
});
afterEach(() => world.close());

const acting = () => ({ requestId: randomUUID(), ...act });

/** Clients of a caller with these claims, in the whole province. */
function as(permissions: readonly string[], { subject = 'caller', service = false } = {}) {
  const claims = { subject, agencies: ['*'], permissions, service };
  return {
    intake: world.as(DossierIntakeServiceDefinition, claims),
    pauses: world.as(DossierPauseServiceDefinition, claims),
    ending: world.as(DossierEndingServiceDefinition, claims),
    correspondence: world.as(DossierCorrespondenceServiceDefinition, claims),
  };
}
const aYearAgo = () => new Date(Date.now() - 365 * 86_400_000);
const tomorrow = () => new Date(Date.now() + 86_400_000);
const granted = { outcome: ResultOutcome.RESULT_OUTCOME_GRANTED };

describe('an importer', () => {
  const importer = () =>
    as(['dossier.receive', 'dossier.submit', 'dossier.release', 'dossier.return', 'dossier.backdate']);

  test('dates no act on a live dossier, whether it begins or continues', async () => {
    await withResult(world);
    const missing = { reason: 'PERMISSION_MISSING', facts: { permission: 'demonstration.backdate' } };
    const request = { requestId: randomUUID(), occurredAt: aYearAgo() };
    expect(await failureOf(importer().intake.receiveDossier({ ...reception, ...request }))).toMatchObject(
      missing,
    );
    expect(await failureOf(importer().intake.submitDossier({ ...submission, ...request }))).toMatchObject(
      missing,
    );
    for (const occurredAt of [aYearAgo(), new Date()])
      expect(
        await failureOf(
          importer().ending.returnResult({
            ...acting(),
            occurredAt,
            method: ReturnMethod.RETURN_METHOD_COUNTER,
          }),
        ),
      ).toMatchObject(missing);
  });

  test('dates acts on an imported one, not before its last event and not in the future', async () => {
    await withHistory(world);
    const release = (occurredAt: Date) =>
      importer().ending.releaseResult({ ...acting(), ...granted, occurredAt });
    expect(await failureOf(release(new Date('2011-10-11T11:42:21Z')))).toMatchObject({
      reason: 'OCCURRED_BEFORE_LAST',
      violations: [{ field: 'occurred_at' }],
    });
    expect(await failureOf(release(tomorrow()))).toMatchObject({
      reason: 'OCCURRED_IN_FUTURE',
      violations: [{ field: 'occurred_at' }],
    });
    expect(await release(new Date('2011-10-12T08:00:00Z'))).toMatchObject({ state: 9 });
    expect(
      await failureOf(
        importer().intake.receiveDossier({
          ...reception,
          requestId: randomUUID(),
          dossierId: randomUUID(),
          procedureId: HISTORY,
          components: [],
          importId: 'receipt',
          occurredAt: tomorrow(),
        }),
      ),
    ).toMatchObject({ reason: 'OCCURRED_IN_FUTURE' });
  });

  test('a played day of a demonstration follows the order of events as well', async () => {
    await withDossierInWork(world);
    const player = as(['dossier.release', 'demonstration.backdate']);
    expect(
      await failureOf(player.ending.releaseResult({ ...acting(), ...granted, occurredAt: aYearAgo() })),
    ).toMatchObject({ reason: 'OCCURRED_BEFORE_LAST' });
  });
});

describe('a rating', () => {
  const five = () => ({ ...acting(), subject: RatingSubject.RATING_SUBJECT_DOSSIER, score: 5 });

  test('is given by no official, whoever it was that solved the dossier', async () => {
    await withResultReturned(world);
    for (const subject of ['official', 'colleague'])
      expect(
        await failureOf(
          as(['dossier.rate', 'dossier.receive'], { subject }).correspondence.rateDossier(five()),
        ),
      ).toMatchObject({ codeName: 'FAILED_PRECONDITION', reason: 'RATING_BY_OFFICIAL' });
  });

  test('is given by the applicant and by a device at the counter, by each once', async () => {
    await withResultReturned(world);
    for (const rater of [
      as(['dossier.rate'], { subject: PERSON }),
      as(['dossier.rate'], { service: true }),
    ]) {
      await rater.correspondence.rateDossier(five());
      expect(await failureOf(rater.correspondence.rateDossier(five()))).toMatchObject({
        reason: 'RATED_ALREADY',
      });
    }
  });
});

test('the account of the citizens’ portal reports payments, and settles none otherwise', async () => {
  await withPaymentAsked(world);
  const portal = as(['dossier.pay-online', 'dossier.follow'], { subject: 'portal', service: true });
  const settle = (outcome: PaymentOutcome) =>
    portal.pauses.confirmPayment({
      ...acting(),
      paymentId: PAYMENT,
      amount: 8_000n,
      outcome,
      reference: 'GD-1',
    });
  const {
    PAYMENT_OUTCOME_WAIVED,
    PAYMENT_OUTCOME_CANCELLED,
    PAYMENT_OUTCOME_REFUNDED,
    PAYMENT_OUTCOME_PAID,
  } = PaymentOutcome;
  const missing = { reason: 'PERMISSION_MISSING', facts: { permission: 'dossier.pay' } };
  expect(await failureOf(settle(PAYMENT_OUTCOME_WAIVED))).toMatchObject(missing);
  expect(await failureOf(settle(PAYMENT_OUTCOME_CANCELLED))).toMatchObject(missing);
  expect(await settle(PAYMENT_OUTCOME_PAID)).toMatchObject({ state: 4 });
  expect(await failureOf(settle(PAYMENT_OUTCOME_REFUNDED))).toMatchObject(missing);
});
