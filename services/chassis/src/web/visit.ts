import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import { isUuid } from '../domain/mod.ts';
import type { CallSettings } from '../runtime/grpc/grpc-client.ts';
import type { Locale, Translate } from './texts.ts';

/** The logged-in user; `agencies` is `['*']` for the whole province. */
export type User = Readonly<{
  subject: string;
  username: string;
  name: string;
  permissions: readonly string[];
  agencies: readonly string[];
}>;

/**
 * A logged-in user, with the token for calling services in their name, and the name of their login at the
 * identity provider.
 */
export type Visitor = Readonly<{ user: User; token: string; login: string }>;

declare global {
  // Express's requests can only be extended through this namespace.
  namespace Express {
    interface Request {
      visitor?: Visitor;
      locale: Locale;
      translate: Translate;
      /** Token of the portal itself, for public data. */
      portalToken?: string;
    }
  }
}

/** One request as a page handler sees it. */
export type Visit = Readonly<{
  request: Request;
  params: Readonly<Record<string, string>>;
  /** Single values; the last of a repeated one. */
  query: Readonly<Record<string, string>>;
  form: Readonly<Record<string, unknown>>;
  locale: Locale;
  t: Translate;
  user: User | undefined;
  /** Metadata for calls to services: in the visitor's name, or the portal's if nobody is logged in. */
  call: CallSettings;
  /** Metadata for calls for public data, whoever is logged in. */
  publicCall: CallSettings;
  /** Idempotency key from the form, so that a form sent twice acts once. */
  requestId: string;
}>;

/** A visit of somebody who is logged in. */
export type SignedIn = Visit & Readonly<{ user: User }>;

export function visitOf(request: Request): Visit {
  const form = (request.body ?? {}) as Record<string, unknown>;
  const sent = form.request_id;
  const { visitor, portalToken } = request;
  return {
    request,
    params: singles(request.params),
    query: singles(request.query),
    form,
    locale: request.locale,
    t: request.translate,
    user: request.visitor?.user,
    call: withToken(visitor?.token ?? portalToken),
    publicCall: withToken(portalToken ?? visitor?.token),
    requestId: typeof sent === 'string' && isUuid(sent) ? sent : randomUUID(),
  };
}

const withToken = (token: string | undefined): CallSettings => (token === undefined ? {} : { token });

function singles(values: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => {
      const last: unknown = Array.isArray(value) ? value.at(-1) : value;
      return typeof last === 'string' ? [[key, last]] : [];
    }),
  );
}
