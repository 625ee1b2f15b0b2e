/**
 * One field of a request that is not as it must be; `field` is the path in the proto, e.g.
 * `components[0].paper_id`.
 */
export type FieldViolation = Readonly<{ field: string; description: string }>;

/** Is thrown when a request has fields that are not as they must be. */
export class RequestInvalid extends Error {
  readonly violations: readonly FieldViolation[];

  constructor(violations: readonly FieldViolation[], options?: ErrorOptions) {
    super('INVALID_REQUEST', options);
    this.name = 'RequestInvalid';
    this.violations = violations;
  }
}

/** Writes a name of the code the way the proto writes it: `dossierId` as `dossier_id`. */
export const snakePath = (path: string): string =>
  path.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
