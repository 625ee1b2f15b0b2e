/** One invalid field of a request; `field` is the path in the proto, e.g. `components[0].paper_id`. */
export type FieldViolation = Readonly<{ field: string; description: string }>;

/** Thrown when a request has invalid fields. */
export class RequestInvalid extends Error {
  readonly violations: readonly FieldViolation[];

  constructor(violations: readonly FieldViolation[], options?: ErrorOptions) {
    super('INVALID_REQUEST', options);
    this.name = 'RequestInvalid';
    this.violations = violations;
  }
}

/** Converts a name from the code's spelling to the proto's: `dossierId` as `dossier_id`. */
export const snakePath = (path: string): string =>
  path.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
