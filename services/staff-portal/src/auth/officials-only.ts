import { PageError } from '@egov/chassis/web';
import type { RequestHandler } from 'express';

/** Held by every role of officials, and by no citizen. */
const OFFICIAL = 'staff.read';

/** Lets only officials in. A citizen can log in at the same provider, but has nothing to do here. */
export const officialsOnly: RequestHandler = ({ visitor }, _response, next) => {
  if (visitor === undefined || visitor.user.permissions.includes(OFFICIAL)) next();
  else next(new PageError('forbidden', 'The account is not an official’s.'));
};
