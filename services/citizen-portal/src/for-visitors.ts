import type { TokenSource } from '@egov/chassis/grpc';
import { PageError } from '@egov/chassis/web';
import type { RequestHandler } from 'express';

/**
 * Lets everybody see what everybody may: the portal asks for it in its own name. Throws the page
 * `login-unavailable` while it cannot get a token.
 */
export const forVisitors =
  (token: TokenSource): RequestHandler =>
  async (request, _response, next) => {
    try {
      request.portalToken = await token();
    } catch (error) {
      throw new PageError('login-unavailable', 'The portal gets no token of its own.', { cause: error });
    }
    next();
  };
