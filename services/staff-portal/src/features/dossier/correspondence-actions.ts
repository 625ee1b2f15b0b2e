import { MessageAudience } from '@egov/proto/egov/procedures/v1/dossier';
import { action, everyState } from './action.ts';
import * as ask from './fields.ts';

/** Messages about a dossier, to the applicant or among officials, and the slip by which it is followed. */
export const correspondenceActions = {
  'write-to-applicant': action({
    rpc: 'writeMessage',
    states: everyState,
    otherwise: 'DOSSIER_CLOSED',
    fields: { text: ask.longText() },
    act: ({ correspondence }, base, { text }, call) => correspondence.writeMessage({ ...base, text }, call),
  }),
  note: action({
    rpc: 'writeMessage',
    states: everyState,
    otherwise: 'DOSSIER_CLOSED',
    fields: { text: ask.longText() },
    act: ({ correspondence }, base, { text }, call) =>
      correspondence.writeMessage({ ...base, text, audience: MessageAudience.MESSAGE_AUDIENCE_OFFICE }, call),
  }),
  'renew-slip': action({
    rpc: 'renewFollowSecret',
    asked: () => 'dossier.receive',
    states: everyState,
    otherwise: 'NOT_FOUND',
    fields: {},
    next: (dossierId) => `/counter/receipts/${dossierId}`,
    act: ({ follow }, { requestId, dossierId, expectedRevision }, _values, call) =>
      follow.renewFollowSecret({ requestId, dossierId, expectedRevision }, call),
  }),
} as const;
