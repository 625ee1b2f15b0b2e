import { DAY_MS } from '@egov/chassis/domain';
import type { Permission } from '@egov/platform';
import type { User } from '@egov/chassis/web';
import { DossierState } from '@egov/proto/egov/procedures/v1/dossier';
import type {
  CountDossiersResponse,
  DossierFilter,
} from '@egov/proto/egov/procedures/v1/dossier_query_service';

type Tab = Readonly<{
  /** Who sees it; everybody when absent. */
  permission?: Permission;
  /** Which dossiers it contains. */
  filter: (user: User, now: Date) => Partial<DossierFilter>;
  /** How many it contains. */
  count?: (counts: CountDossiersResponse) => number;
  /** Whether its count is available for a past day. */
  isOfStates?: true;
  /** Whether it is only available as of now. */
  isOfNow?: true;
}>;

/** What is due within two days is nearly late. */
export const NEARLY_LATE_MS = 2 * DAY_MS;
const open = [DossierState.DOSSIER_STATE_ACCEPTED, DossierState.DOSSIER_STATE_IN_PROGRESS];
const inStates = (...states: DossierState[]) => ({
  filter: () => ({ states }),
  isOfStates: true as const,
  count: ({ counts }: CountDossiersResponse) =>
    counts.filter(({ state }) => states.includes(state)).reduce((sum, { count }) => sum + count, 0),
});

/** What an official must do now, in the order of a working day. */
export const tabs = {
  'to-receive': { permission: 'dossier.receive', ...inStates(DossierState.DOSSIER_STATE_REGISTERED) },
  mine: {
    filter: ({ subject }) => ({ officialId: subject, states: [...open] }),
    count: ({ ofOfficialCount }) => ofOfficialCount,
  },
  'in-progress': inStates(...open),
  'to-sign': {
    permission: 'dossier.decide',
    isOfNow: true,
    filter: () => ({ toSign: true }),
    count: ({ toSignCount }) => toSignCount,
  },
  late: { filter: (_user, now) => ({ dueBeforeAt: now }), count: ({ lateCount }) => lateCount },
  'nearly-late': {
    filter: (_user, now) => ({ dueFromAt: now, dueBeforeAt: new Date(now.getTime() + NEARLY_LATE_MS) }),
    count: ({ nearlyLateCount }) => nearlyLateCount,
  },
  'waiting-papers': inStates(DossierState.DOSSIER_STATE_SUPPLEMENT_REQUESTED),
  'waiting-payment': inStates(DossierState.DOSSIER_STATE_PAYMENT_REQUESTED),
  'to-return': { permission: 'dossier.return', ...inStates(DossierState.DOSSIER_STATE_RESOLVED) },
  all: { filter: () => ({}) },
} as const satisfies Readonly<Record<string, Tab>>;

export type TabName = keyof typeof tabs;

export const tabsOf = ({ permissions }: User, isPast: boolean): readonly (readonly [TabName, Tab])[] =>
  (Object.entries(tabs) as [TabName, Tab][]).filter(
    ([, { permission, isOfNow }]) =>
      (permission === undefined || permissions.includes(permission)) && !(isPast && isOfNow),
  );
