import { DossierState, MessageAudience } from '@egov/proto/egov/procedures/v1/dossier';
import { action } from './action.ts';
import * as ask from './fields.ts';

const everyState = Object.values(DossierState).filter(
  (state): state is DossierState => typeof state === 'number',
);

/** Messages about a dossier, to the applicant or among officials. */
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
} as const;
