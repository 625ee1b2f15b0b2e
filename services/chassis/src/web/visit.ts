import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import { isUuid } from '../domain/mod.ts';
import type { CallSettings } from '../runtime/grpc/grpc-client.ts';
import type { Locale, Translate } from './texts.ts';

/** Who is logged in; `agencies` is `['*']` for the whole province. */
export type User = Readonly<{
  subject: string;
  username: string;
  name: string;
  permissions: readonly string[];
  agencies: readonly string[];
}>;

/** Somebody logged in, with the token that services are called with in their name. */
export type Visitor = Readonly<{ user: User; token: string }>;

declare global {
  // Express has its requests extended through this namespace alone.
  namespace Express {
    interface Request {
      visitor?: Visitor;
      locale: Locale;
      translate: Translate;
      /** Token of the portal itself, for what everybody may see. */
      portalToken?: string;
    }
  }
}

/** One request as a page handler sees it. */
export type Visit = Readonly<{
  request: Request;
  params: Readonly<Record<string, string>>;
  /** Single values; of a repeated one the last. */
  query: Readonly<Record<string, string>>;
  form: Readonly<Record<string, unknown>>;
  locale: Locale;
  t: Translate;
  user: User | undefined;
  /** Goes with every call to a service: in the visitor's name, in the portal's where nobody is logged in. */
  call: CallSettings;
  /** Goes with calls for what everybody may see, whoever is logged in. */
  publicCall: CallSettings;
  /** Idempotency key: the form's, so that a form sent twice acts once. */
  requestId: string;
}>;

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
