import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { PageError } from './page-error.ts';

const MINUTE_MS = 60_000;

/** Limits how often one address may try: high enough for a whole office, too low for a script. */
export const lookUpLimit = (perMinute: number): RequestHandler =>
  rateLimit({
    windowMs: MINUTE_MS,
    limit: perMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_request, _response, next) => {
      next(new PageError('too-many', 'Too many tries from one address.'));
    },
  });
