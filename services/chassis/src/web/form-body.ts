import express, { type RequestHandler } from 'express';

const FORM_LIMIT = '256kb';
const MAX_FIELDS = 2_000;

/**
 * Parses forms: a field is a text, or a list of texts if it was sent more than once; names of fields have no
 * structure. A field named like what every object has would hide that, so it is left out.
 */
export const formBody: readonly RequestHandler[] = [
  express.urlencoded({ extended: false, limit: FORM_LIMIT, parameterLimit: MAX_FIELDS }),
  (request, _response, next) => {
    const body = request.body as Record<string, unknown> | undefined;
    if (body !== undefined)
      request.body = Object.fromEntries(Object.entries(body).filter(([name]) => !(name in Object.prototype)));
    next();
  },
];
