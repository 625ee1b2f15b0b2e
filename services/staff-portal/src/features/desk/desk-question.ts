import { filled, localMoment, type SignedIn } from '@egov/chassis/web';
import { DossierOrder, type ListDossiersRequest } from '@egov/proto/egov/procedures/v1/dossier_query_service';
import { Channel } from '@egov/proto/egov/procedures/v1/procedure';
import { tabs, tabsOf, type TabName } from './tabs.ts';

/**
 * The query of a desk page, read from its address; `asOf` is undefined for the current desk, null for an
 * invalid moment.
 */
export type DeskQuestion = Readonly<{
  tab: TabName;
  text: string;
  channel: Channel | undefined;
  asked: string;
  asOf: Date | null | undefined;
  request: ListDossiersRequest;
}>;

const MAX_TEXT = 200;

/**
 * Reads the address; unknown values are ignored rather than refused, since people edit and bookmark
 * addresses.
 */
export function deskQuestion({ query, user }: SignedIn, now: Date, pageSize: number): DeskQuestion {
  const asked = query.as_of ?? '';
  const asOf = asked === '' ? undefined : (localMoment(asked) ?? null);
  const mine = tabsOf(user, asOf instanceof Date).map(([name]) => name);
  const [first = 'all'] = mine;
  const tab = mine.find((name) => name === query.tab) ?? first;
  const text = (query.text ?? '').trim().slice(0, MAX_TEXT);
  const channel = [Channel.CHANNEL_COUNTER, Channel.CHANNEL_ONLINE, Channel.CHANNEL_POST].find(
    (known) => String(known) === query.channel,
  );
  const filter = {
    states: [],
    channel,
    text: filled(text),
    toSign: false,
    ...tabs[tab].filter(user, asOf ?? now),
  };
  const isDated = tab !== 'to-receive' && tab !== 'all' && tab !== 'to-return' && text === '';
  return {
    tab,
    text,
    channel,
    asked,
    asOf,
    request: {
      filter: { ...filter, states: [...filter.states] },
      order: isDated ? DossierOrder.DOSSIER_ORDER_DUE : undefined,
      pageSize,
      pageToken: filled(query.page),
      asOfAt: asOf ?? undefined,
    },
  };
}
