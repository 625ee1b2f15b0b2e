import { DossierState, MessageAudience } from '@egov/proto/egov/procedures/v1/dossier';
import { type Action } from './action.ts';

const everyState = Object.values(DossierState).filter(
  (state): state is DossierState => typeof state === 'number',
);

/** Messages about a dossier, to the applicant or among officials. */
export const correspondenceActions = {
  'write-to-applicant': {
    rpc: 'writeMessage',
    states: everyState,
    otherwise: 'DOSSIER_CLOSED',
    fields: { text: 'long-text' },
    act: ({ correspondence }, base, { text }, call) =>
      correspondence.writeMessage({ ...base, text: text.text }, call),
  },
  note: {
    rpc: 'writeMessage',
    states: everyState,
    otherwise: 'DOSSIER_CLOSED',
    fields: { text: 'long-text' },
    act: ({ correspondence }, base, { text }, call) =>
      correspondence.writeMessage(
        { ...base, text: text.text, audience: MessageAudience.MESSAGE_AUDIENCE_OFFICE },
        call,
      ),
  },
} as const satisfies Readonly<Record<string, Action>>;
