import type { TokenSource } from '@egov/chassis/grpc';
import { PageError } from '@egov/chassis/web';
import type { RequestHandler } from 'express';

/**
 * Fetches public data in the portal's own name. Throws the page `login-unavailable` while the portal cannot
 * get a token.
 */
export const forVisitors =
  (token: TokenSource): RequestHandler =>
  async (request, _response, next) => {
    try {
      request.portalToken = await token();
    } catch (error) {
      throw new PageError('login-unavailable', 'The portal cannot get its own token.', { cause: error });
    }
    next();
  };
