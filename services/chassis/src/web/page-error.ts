/** Pages of errors with their HTTP status. */
export const errorPageStatus = {
  'not-found': 404,
  forbidden: 403,
  'form-expired': 403,
  'login-failed': 403,
  'form-unreadable': 400,
  'too-many': 429,
  'too-large': 413,
  unavailable: 503,
  'login-unavailable': 503,
  broken: 500,
} as const;

export type ErrorPage = keyof typeof errorPageStatus;

/** Thrown to show one of the error pages. */
export class PageError extends Error {
  readonly page: ErrorPage;

  constructor(page: ErrorPage, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PageError';
    this.page = page;
  }
}
