import { DomainError, type RefusalFacts, type RefusalKind } from './refusal.ts';

/** A reason for refusal: its kind, its cause, and what the caller can do. */
export type Explained = Readonly<{ kind: RefusalKind; cause: string; action: string }>;

/** Reasons for refusal that every service has. */
export const generalReasons = {
  NOT_FOUND: {
    kind: 'missing',
    cause: 'No such record, or not one the caller may see.',
    action: 'Check the identity and the agencies of the caller.',
  },
  REQUEST_ID_REUSED: {
    kind: 'exists',
    cause: 'The request id was used for another request.',
    action: 'Use a new one.',
  },
  PAGE_TOKEN_INVALID: {
    kind: 'invalid',
    cause: 'The page token is malformed or belongs to another query.',
    action: 'Start again without a token.',
  },
  ACCOUNT_CLOSED: {
    kind: 'rule',
    cause: 'Nothing is recorded about this person under this identity any more.',
    action: 'Log in again; at a counter, receive them by their number.',
  },
  GRANT_REFUSED: {
    kind: 'forbidden',
    cause:
      'The grant was not issued by the service that owns the record, ' +
      'is for somebody or something else, or has expired.',
    action: 'Ask that service for a new grant.',
  },
} as const satisfies Readonly<Record<string, Explained>>;

/**
 * Completes a service's table of reasons with the general ones. `refusal` makes the error of a reason, whose
 * kind is that of the table.
 */
export function defineReasons<const Own extends Readonly<Record<string, Explained>>>(own: Own) {
  type Reason = (keyof Own & string) | keyof typeof generalReasons;
  const reasons = { ...generalReasons, ...own } as Readonly<Record<Reason, Explained>>;
  return {
    reasons,
    refusal: (reason: Reason, facts?: RefusalFacts, options?: ErrorOptions): DomainError =>
      new DomainError(reasons[reason].kind, reason, facts, options),
  };
}
