import type { TimelineEntry } from '@egov/proto/egov/procedures/v1/timeline';

type Detail = NonNullable<TimelineEntry['detail']>;
type Details = { [Each in Detail as Each['$case']]: Each['value'] };

/** Returns the details of one kind of act in a timeline entry; undefined if it is of another kind. */
export const detailOf = <Kind extends Detail['$case']>(
  { detail }: Pick<TimelineEntry, 'detail'>,
  kind: Kind,
): Details[Kind] | undefined => (detail?.$case === kind ? (detail.value as Details[Kind]) : undefined);
