import {
  PaymentOutcome,
  RatingSubject,
  ResultOutcome,
  ReturnMethod,
} from '@egov/proto/egov/procedures/v1/dossier';
import { act } from './lives.ts';
import { JUSTICE } from './one-stop-centre.ts';
import { ratingDevice, type Clients, type Platform } from './platform.ts';

/** A repeatable random source: returns a whole number from 0 up to `below`. */
export type Dice = (below: number) => number;

/**
 * Creates dice from a seed (a linear congruential generator, whose upper bits are good enough to choose
 * acts).
 */
export function dice(seed: number): Dice {
  let state = BigInt(seed);
  return (below) => {
    state = (state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n) & 0xffff_ffff_ffff_ffffn;
    return Number(state >> 33n) % below;
  };
}

const SOON = 20 * 86_400_000;

/** Acts on a dossier, each as it would be valid at some moment of its life. */
type Acts = readonly (() => Promise<unknown>)[];

/** The acts while a dossier is in work. */
function actsInWork({ procedures: { pauses, solving } }: Clients, dossierId: string, roll: Dice): Acts {
  const paymentId = dossierId.replace('-4', '-5');
  const on = () => act(dossierId);
  return [
    () =>
      solving.handOverDossier({
        ...on(),
        stepId: 'examine',
        agencyId: JUSTICE,
        officialId: `official-${roll(4)}`,
      }),
    () => solving.completeStep({ ...on(), stepId: 'examine', outcome: 'Đạt' }),
    () => solving.completeStep({ ...on(), stepId: 'examine', outcome: 'Đạt' }),
    () =>
      pauses.requestSupplement({
        ...on(),
        reason: 'Thiếu',
        defects: [{ paperId: 'form', description: 'Thiếu chữ ký' }],
      }),
    () => pauses.supplyPapers({ ...on(), components: [], satisfies: roll(4) > 0 }),
    () => pauses.suspendDossier({ ...on(), authority: 'Công an tỉnh', reason: 'Xác minh' }),
    () => pauses.resumeDossier({ ...on(), outcome: 'Đồng ý' }),
    () =>
      pauses.requestPayment({
        ...on(),
        paymentId,
        amount: 8_000n,
        description: 'Lệ phí',
      }),
    () =>
      pauses.confirmPayment({
        ...on(),
        paymentId,
        amount: 8_000n,
        outcome: PaymentOutcome.PAYMENT_OUTCOME_PAID,
      }),
    () => solving.extendDossier({ ...on(), newDueAt: new Date(Date.now() + SOON), reason: 'Phức tạp' }),
  ];
}

/** The acts that end a dossier, and later ones. */
function actsAtTheEnd(
  { procedures: { ending } }: Clients,
  { procedures: { correspondence } }: Clients,
  dossierId: string,
  roll: Dice,
): Acts {
  const on = () => act(dossierId);
  return [
    () =>
      ending.releaseResult({
        ...on(),
        outcome: ResultOutcome.RESULT_OUTCOME_GRANTED,
      }),
    () =>
      ending.releaseResult({
        ...on(),
        outcome: ResultOutcome.RESULT_OUTCOME_GRANTED,
      }),
    () => ending.sendBackResult({ ...on(), reason: 'Sai tên' }),
    () =>
      ending.returnResult({
        ...on(),
        method: ReturnMethod.RETURN_METHOD_POST,
        receivedBy: 'Nguyễn Văn An',
      }),
    () => ending.returnResult({ ...on(), method: ReturnMethod.RETURN_METHOD_COUNTER }),
    () =>
      correspondence.rateDossier({
        ...on(),
        subject: RatingSubject.RATING_SUBJECT_DOSSIER,
        score: 1 + roll(5),
        comment: 'Tốt',
      }),
    () =>
      roll(6) === 0 ? ending.stopDossier({ ...on(), reason: 'Không thực hiện nghĩa vụ' }) : Promise.resolve(),
    () => (roll(6) === 0 ? ending.withdrawDossier(on()) : Promise.resolve()),
  ];
}

/** Tries so many acts on a dossier, chosen by the dice; refusals of untimely acts are expected. */
export async function liveAtRandom(
  platform: Platform,
  dossierId: string,
  roll: Dice,
  count: number,
  tried: (act: Promise<unknown>) => Promise<void>,
): Promise<void> {
  const clients = platform.as();
  const choices = [
    ...actsInWork(clients, dossierId, roll),
    ...actsAtTheEnd(clients, platform.as(ratingDevice), dossierId, roll),
  ];
  for (let left = count; left > 0; left -= 1) {
    const choice = choices[roll(choices.length)];
    if (choice !== undefined) await tried(choice());
  }
}
