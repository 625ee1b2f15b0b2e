import { Router } from 'express';
import type { Login } from './portal-app.ts';
import type { User } from './visit.ts';

/** A login for tests of pages: the named user is logged in, and forms have the token `csrf`. */
export const fakeLogin = (user?: User): Login => ({
  router: Router(),
  end: async () => '/ended',
  authenticate: (request, _response, next) => {
    request.formToken = () => 'csrf';
    if (user !== undefined) request.visitor = { user, token: 'token', login: 'login' };
    next();
  },
});
