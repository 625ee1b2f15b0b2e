/** The kind of a refusal; the transport maps each kind to one status code, in one place. */
export type RefusalKind =
  | 'invalid'
  | 'rule'
  | 'missing'
  | 'exists'
  | 'forbidden'
  | 'conflict'
  | 'exhausted'
  | 'unavailable';

/** Facts of a refusal: never personal data, as they travel to the caller and into logs. */
export type RefusalFacts = Readonly<Record<string, string | number | boolean | bigint | undefined>>;

/**
 * Thrown when a request is refused for a reason that its caller can act on. `reason` is a stable UPPER_SNAKE
 * word.
 */
export class DomainError extends Error {
  readonly kind: RefusalKind;
  readonly reason: string;
  readonly facts: RefusalFacts;

  constructor(kind: RefusalKind, reason: string, facts: RefusalFacts = {}, options?: ErrorOptions) {
    super(reason, options);
    this.name = 'DomainError';
    this.kind = kind;
    this.reason = reason;
    this.facts = facts;
  }
}

/** Makes the error of a broken rule: the state does not allow what was requested. */
export const refuse = (reason: string, facts?: RefusalFacts): DomainError =>
  new DomainError('rule', reason, facts);

/** Makes the error of a value that no state would allow; `facts.field` names it. */
export const invalid = (reason: string, facts: RefusalFacts & { field: string }): DomainError =>
  new DomainError('invalid', reason, facts);

/** Makes the error of a record that does not exist, or that the caller may not see. */
export const missing = (reason: string, facts?: RefusalFacts): DomainError =>
  new DomainError('missing', reason, facts);

/** Makes the error of something that exists already. */
export const exists = (reason: string, facts?: RefusalFacts): DomainError =>
  new DomainError('exists', reason, facts);
