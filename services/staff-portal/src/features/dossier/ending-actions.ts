import { ResultOutcome, ReturnMethod } from '@egov/proto/egov/procedures/v1/dossier';
import {
  registered,
  accepted,
  inProgress,
  awaitingPapers,
  awaitingPayment,
  resolved,
  suspended,
  action,
} from './action.ts';
import * as ask from './fields.ts';

const underWay = [registered, accepted, inProgress, awaitingPapers, awaitingPayment];
const outcomes = {
  granted: ResultOutcome.RESULT_OUTCOME_GRANTED,
  denied: ResultOutcome.RESULT_OUTCOME_DENIED,
};
const methods = {
  counter: ReturnMethod.RETURN_METHOD_COUNTER,
  online: ReturnMethod.RETURN_METHOD_ONLINE,
  post: ReturnMethod.RETURN_METHOD_POST,
};

/** How a dossier ends: with its result, or without one. */
export const endingActions = {
  release: action({
    rpc: 'releaseResult',
    states: [inProgress],
    otherwise: 'DOSSIER_NOT_IN_PROGRESS',
    hindered: (dossier) =>
      suspended(dossier) ?? (dossier.currentStepId === undefined ? undefined : 'STEPS_OPEN'),
    fields: { granted: ask.choice(outcomes), result_code: ask.optionalText(), document: ask.optionalText() },
    act: ({ ending }, base, { granted, result_code: code, document }, call) =>
      ending.releaseResult(
        {
          ...base,
          outcome: granted,
          resultCode: code,
          document,
        },
        call,
      ),
  }),
  return: action({
    rpc: 'returnResult',
    states: [resolved],
    otherwise: 'RESULT_NOT_RELEASED',
    fields: { method: ask.choice(methods), received_by: ask.optionalText() },
    act: ({ ending }, base, { method, received_by: by }, call) =>
      ending.returnResult(
        {
          ...base,
          method,
          receivedBy: by,
        },
        call,
      ),
  }),
  'send-back': action({
    rpc: 'sendBackResult',
    states: [resolved],
    otherwise: 'RESULT_NOT_RELEASED',
    ends: true,
    fields: { reason: ask.longText() },
    act: ({ ending }, base, { reason }, call) => ending.sendBackResult({ ...base, reason }, call),
  }),
  stop: action({
    rpc: 'stopDossier',
    states: [inProgress, awaitingPapers, awaitingPayment],
    otherwise: 'DOSSIER_NOT_IN_PROGRESS',
    ends: true,
    fields: { reason: ask.longText(), legal_ground: ask.text() },
    act: ({ ending }, base, { reason, legal_ground: ground }, call) =>
      ending.stopDossier({ ...base, reason, legalGround: ground }, call),
  }),
  withdraw: action({
    rpc: 'withdrawDossier',
    states: underWay,
    otherwise: 'DOSSIER_CLOSED',
    ends: true,
    fields: { reason: ask.optionalLongText() },
    act: ({ ending }, base, { reason }, call) => ending.withdrawDossier({ ...base, reason }, call),
  }),
} as const;
