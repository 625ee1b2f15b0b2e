import type { DossierEvent } from './events.ts';

/** The ten states of the national portal (TrangThaiHoSo) with their codes. */
export const nationalStates = {
  registered: 1,
  accepted: 2,
  'not-accepted': 3,
  'in-progress': 4,
  'supplement-requested': 5,
  'payment-requested': 6,
  withdrawn: 7,
  stopped: 8,
  resolved: 9,
  returned: 10,
} as const;

export type NationalState = keyof typeof nationalStates;

const byCode = new Map(
  (Object.keys(nationalStates) as NationalState[]).map((state) => [nationalStates[state] as number, state]),
);

/** Returns the state of a national code; throws RangeError for any other number. */
export function stateOf(code: number): NationalState {
  const state = byCode.get(code);
  if (state === undefined) throw new RangeError(`not the code of a state: ${code}`);
  return state;
}

/** Returns the national codes of states, as tables have them. */
export const statesOf = (...states: readonly NationalState[]): readonly number[] =>
  states.map((state) => nationalStates[state]);

/**
 * Which state may follow which. The rules have no way back from a supplement requested before acceptance:
 * once the papers are supplied, the dossier is examined as if just registered.
 */
export const allowedMoves: Readonly<Record<NationalState, readonly NationalState[]>> = {
  registered: ['accepted', 'not-accepted', 'supplement-requested', 'withdrawn'],
  accepted: ['in-progress', 'withdrawn'],
  'not-accepted': [],
  'in-progress': ['supplement-requested', 'payment-requested', 'withdrawn', 'stopped', 'resolved'],
  'supplement-requested': ['registered', 'in-progress', 'withdrawn', 'stopped'],
  'payment-requested': ['in-progress', 'withdrawn', 'stopped'],
  withdrawn: [],
  stopped: [],
  resolved: ['returned', 'in-progress'],
  returned: [],
};

export const mayMove = (from: NationalState, to: NationalState): boolean => allowedMoves[from].includes(to);

const stateAfterType: Readonly<
  Record<Exclude<DossierEvent['type'], 'SupplementReceived'>, NationalState | null>
> = {
  DossierSubmitted: 'registered',
  DossierImported: 'in-progress',
  DossierAccepted: 'accepted',
  DossierRefused: 'not-accepted',
  SupplementRequested: 'supplement-requested',
  SupplementExpired: null,
  DossierSuspended: null,
  DossierResumed: null,
  DossierHandedOver: 'in-progress',
  StepStarted: 'in-progress',
  StepCompleted: null,
  PaymentRequested: 'payment-requested',
  PaymentConfirmed: 'in-progress',
  PaymentRefunded: null,
  DossierExtended: null,
  DossierStopped: 'stopped',
  DossierWithdrawn: 'withdrawn',
  ResultReleased: 'resolved',
  ResultSentBack: 'in-progress',
  ResultReturned: 'returned',
  DossierRated: null,
  MessageWritten: null,
  FollowSecretRenewed: null,
  StepRecorded: null,
};

/** The state that an event leads to; null if it does not change the state. */
export const stateAfter = (event: DossierEvent): NationalState | null =>
  event.type === 'SupplementReceived' ? event.data.returnsTo : stateAfterType[event.type];
