import { randomUUID } from 'node:crypto';
import { status } from '@grpc/grpc-js';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from '../runtime/logger/logger.ts';
import { CallFailed } from '../runtime/grpc/call-failed.ts';
import { errorPageStatus, PageError, type ErrorPage } from './page-error.ts';

export const notFound: RequestHandler = (_request, response) => {
  response.status(404).render('layouts/error.njk', { page: 'not-found' });
};

export const errorPages =
  (logger: Logger): ErrorRequestHandler =>
  (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const page = pageOf(error);
    const errorId = randomUUID();
    if (errorPageStatus[page] >= 500)
      logger.error({ err: error, errorId, method: request.method }, 'a page failed');
    if (request.translate === undefined || request.session === undefined) {
      response.status(errorPageStatus[page]).type('text/plain').send(`${errorPageStatus[page]} ${errorId}`);
      return;
    }
    response.status(errorPageStatus[page]).render('layouts/error.njk', { page, incident: errorId });
  };

function pageOf(error: unknown): ErrorPage {
  if (error instanceof CallFailed) return ofCall(error);
  if (error instanceof PageError) return error.page;
  if (!(error instanceof Error)) return 'broken';
  if (error.name === 'IdentityProviderDown') return 'login-unavailable';
  const { status: http } = error as { status?: unknown };
  if (http === 404 || http === 400) return 'not-found';
  if (http === 413) return 'too-large';
  if (http === 403) return 'forbidden';
  // What the parsers of forms refuse, for example an unknown character set.
  return typeof http === 'number' && http > 400 && http < 500 ? 'form-unreadable' : 'broken';
}

function ofCall({ code }: CallFailed): ErrorPage {
  switch (code) {
    // A malformed id in an address identifies nothing.
    case status.NOT_FOUND:
    case status.INVALID_ARGUMENT:
      return 'not-found';
    case status.PERMISSION_DENIED:
    case status.UNAUTHENTICATED:
      return 'forbidden';
    case status.RESOURCE_EXHAUSTED:
      return 'too-many';
    case status.UNAVAILABLE:
    case status.DEADLINE_EXCEEDED:
      return 'unavailable';
    default:
      return 'broken';
  }
}
