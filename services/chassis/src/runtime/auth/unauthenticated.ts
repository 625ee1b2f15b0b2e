/**
 * Thrown when a call has no token or one that does not verify. `reason` is `TOKEN_MISSING`, `TOKEN_EXPIRED`
 * or `TOKEN_INVALID`.
 */
export class Unauthenticated extends Error {
  readonly reason: string;

  constructor(reason: 'TOKEN_MISSING' | 'TOKEN_EXPIRED' | 'TOKEN_INVALID', options?: ErrorOptions) {
    super(reason, options);
    this.name = 'Unauthenticated';
    this.reason = reason;
  }
}
