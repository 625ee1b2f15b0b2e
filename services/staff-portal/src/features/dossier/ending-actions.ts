import { filled } from '@egov/chassis/web';
import { ResultOutcome, ReturnMethod } from '@egov/proto/egov/procedures/v1/dossier';
import {
  registered,
  accepted,
  inProgress,
  awaitingPapers,
  awaitingPayment,
  resolved,
  suspended,
  type Action,
} from './action.ts';

const underWay = [registered, accepted, inProgress, awaitingPapers, awaitingPayment];
const methods: Readonly<Record<string, ReturnMethod>> = {
  counter: ReturnMethod.RETURN_METHOD_COUNTER,
  online: ReturnMethod.RETURN_METHOD_ONLINE,
  post: ReturnMethod.RETURN_METHOD_POST,
};

/** How a dossier ends: with its result, or without one. */
export const endingActions = {
  release: {
    rpc: 'releaseResult',
    states: [inProgress],
    otherwise: 'DOSSIER_NOT_IN_PROGRESS',
    hindered: (dossier) =>
      suspended(dossier) ?? (dossier.currentStepId === undefined ? undefined : 'STEPS_OPEN'),
    fields: { granted: 'granted', result_code: 'optional-text', document: 'optional-text' },
    act: ({ ending }, base, { granted, result_code: code, document }, call) =>
      ending.releaseResult(
        {
          ...base,
          outcome:
            granted.text === 'denied'
              ? ResultOutcome.RESULT_OUTCOME_DENIED
              : ResultOutcome.RESULT_OUTCOME_GRANTED,
          resultCode: filled(code.text),
          document: filled(document.text),
        },
        call,
      ),
  },
  return: {
    rpc: 'returnResult',
    states: [resolved],
    otherwise: 'RESULT_NOT_RELEASED',
    fields: { method: 'method', received_by: 'optional-text' },
    act: ({ ending }, base, { method, received_by: by }, call) =>
      ending.returnResult(
        {
          ...base,
          method: methods[method.text] ?? ReturnMethod.RETURN_METHOD_UNSPECIFIED,
          receivedBy: filled(by.text),
        },
        call,
      ),
  },
  'send-back': {
    rpc: 'sendBackResult',
    states: [resolved],
    otherwise: 'RESULT_NOT_RELEASED',
    ends: true,
    fields: { reason: 'long-text' },
    act: ({ ending }, base, { reason }, call) =>
      ending.sendBackResult({ ...base, reason: reason.text }, call),
  },
  stop: {
    rpc: 'stopDossier',
    states: [inProgress, awaitingPapers, awaitingPayment],
    otherwise: 'DOSSIER_NOT_IN_PROGRESS',
    ends: true,
    fields: { reason: 'long-text', legal_ground: 'text' },
    act: ({ ending }, base, { reason, legal_ground: ground }, call) =>
      ending.stopDossier({ ...base, reason: reason.text, legalGround: ground.text }, call),
  },
  withdraw: {
    rpc: 'withdrawDossier',
    states: underWay,
    otherwise: 'DOSSIER_CLOSED',
    ends: true,
    fields: { reason: 'optional-long-text' },
    act: ({ ending }, base, { reason }, call) =>
      ending.withdrawDossier({ ...base, reason: filled(reason.text) }, call),
  },
} as const satisfies Readonly<Record<string, Action>>;
