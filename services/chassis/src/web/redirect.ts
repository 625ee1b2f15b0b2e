import type { Response } from 'express';

/**
 * Redirects without a body. When there is one, express-session sends the headers before it has stored the
 * session, and a quick browser comes back to a session that is not there yet.
 */
export function redirect(response: Response, to: string): void {
  response.status(303).location(to).end();
}
