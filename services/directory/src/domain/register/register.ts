import {
  eventCatalogue,
  type Command,
  type Decider,
  type Event,
  type Instant,
  type LocalDate,
  type Recorded,
} from '@egov/chassis/domain';
import { refusal, type Reason } from '../reasons.ts';

/** What must be unique in the province: the codes of agencies, and the subject a staff member logs in as. */
export type RegisterName = 'agency-code' | 'subject';

/** The claimant has the entry from that day on; `entry` identifies it and is not personal. */
type Claim = Readonly<{ register: RegisterName; entry: string; holderId: string; from: LocalDate }>;

export type RegisterEvent = Event<'RegisterEntryClaimed', Claim>;
export const registerCatalogue = eventCatalogue<RegisterEvent>({ RegisterEntryClaimed: { schema: 1 } });

export type RegisterEntry =
  | Readonly<{ phase: 'free' }>
  | Readonly<{ phase: 'claimed'; holderId: string; from: LocalDate; claimedAt: Instant }>;

/**
 * The state of the previous claim by its holder's record: holding (or about to), given up at the end of a
 * day, or abandoned, because what it was claimed for was never recorded.
 */
export type ClaimBefore = Readonly<
  { standing: 'held' } | { standing: 'given-up'; until: LocalDate } | { standing: 'abandoned' }
>;

export type ClaimEntry = Command<'ClaimEntry', Claim & { before: ClaimBefore }>;

const taken: Readonly<Record<RegisterName, Reason>> = {
  'agency-code': 'AGENCY_CODE_TAKEN',
  subject: 'SUBJECT_TAKEN',
};

function isFree(state: RegisterEntry, { holderId, from, before }: ClaimEntry['data']): boolean {
  if (state.phase === 'free' || state.holderId === holderId || before.standing === 'abandoned') return true;
  return before.standing === 'given-up' && before.until < from;
}

const isSame = (state: RegisterEntry, { holderId, from, before }: ClaimEntry['data']): boolean =>
  state.phase === 'claimed' &&
  state.holderId === holderId &&
  state.from === from &&
  before.standing === 'held';

function decide({ data }: ClaimEntry, state: RegisterEntry): readonly RegisterEvent[] {
  if (isSame(state, data)) return [];
  if (!isFree(state, data)) throw refusal(taken[data.register], { entry: data.entry });
  const { register, entry, holderId, from } = data;
  return [{ type: 'RegisterEntryClaimed', data: { register, entry, holderId, from } }];
}

const evolve = (_state: RegisterEntry, { data, at }: Recorded<RegisterEvent>): RegisterEntry => ({
  phase: 'claimed',
  holderId: data.holderId,
  from: data.from,
  claimedAt: at,
});

/** One stream per entry, so that the expected revision decides between two concurrent claims. */
export const registerDecider: Decider<RegisterEntry, ClaimEntry, RegisterEvent> = {
  initial: { phase: 'free' },
  evolve,
  decide,
};
