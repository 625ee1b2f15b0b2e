import type { TokenSource } from '@egov/chassis/runtime';
import type { RequestHandler } from 'express';

/** Lets those who are not logged in see what everybody may: the portal asks in its own name for them. */
export const forVisitors = (token: TokenSource): RequestHandler => async (request, _response, next) => {
  if (request.visitor === undefined) request.portalToken = await token();
  next();
};
