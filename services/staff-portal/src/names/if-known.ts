import { orUndefined } from '@egov/chassis/grpc';

const LEFT_OUT = [
  'NOT_FOUND',
  'UNAVAILABLE',
  'PERMISSION_DENIED',
  'INVALID_ARGUMENT',
  'DEADLINE_EXCEEDED',
  'RESOURCE_EXHAUSTED',
] as const;

/**
 * What the other service does not know, cannot return now, or may not reveal is left out: the page matters
 * more than a name.
 */
export const ifKnown = <Value>(ask: () => Promise<Value>): Promise<Value | undefined> =>
  orUndefined(ask, LEFT_OUT);
