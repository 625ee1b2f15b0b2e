import type { RequestHandler } from 'express';

/** Held by every role of officials, and by no citizen. */
const OFFICIAL = 'staff.read';

/**
 * Lets only officials in. A citizen can log in at the same provider, but has nothing to do here, and is shown
 * the way to the citizens' portal.
 */
export const officialsOnly =
  (citizensUrl: string): RequestHandler =>
  ({ visitor }, response, next) => {
    if (visitor === undefined || visitor.user.permissions.includes(OFFICIAL)) next();
    else response.status(403).render('officials-only.njk', { citizensUrl, navigation: [] });
  };
