import type { TokenSource } from '@egov/chassis/runtime';
import type { RequestHandler } from 'express';

/** Lets everybody see what everybody may: the portal asks for it in its own name. */
export const forVisitors = (token: TokenSource): RequestHandler => async (request, _response, next) => {
  request.portalToken = await token();
  next();
};
