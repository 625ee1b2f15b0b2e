import compression from 'compression';
import express, { type Express, type Request, type RequestHandler, type Router } from 'express';
import session, { type Store } from 'express-session';
import type { Logger } from '../runtime/logger/logger.ts';
import { portalAssets } from './assets.ts';
import { cookieName, cookieSettings } from './cookie-of.ts';
import { errorPages, notFound } from './error-pages.ts';
import { formBody } from './form-body.ts';
import { formTokens, ownFormsOnly } from './form-token.ts';
import { chooseLanguage, language } from './language.ts';
import { lookUpLimit } from './look-up-limit.ts';
import type { NavigationItem } from './navigation.ts';
import { neverKept, securityHeaders } from './security-headers.ts';
import { scopeOf, useTemplates } from './templates.ts';
import { joinTexts, type Texts } from './texts.ts';
import { traced } from './traced.ts';
import webTexts from './texts.json' with { type: 'json' };

/** One concern of a portal: its pages under its own paths. */
export type Feature = Readonly<{ name: string; routes: (router: Router) => void }>;

/** How users log in. */
export type Login = Readonly<{
  router: Router;
  authenticate: RequestHandler;
  /** Ends the login here; returns the address that also ends it at the provider. */
  end: (request: Request) => Promise<string>;
}>;

export type PortalOptions = Readonly<{
  /** Key of the text that names it. */
  title: string;
  baseUrl: string;
  /**
   * Networks of reverse proxies that are trusted for a visitor's address and TLS, in Express's notation; this
   * machine when absent.
   */
  trustedProxies?: string;
  /** How many proxies in a row there are: one when absent. */
  trustedHops?: number;
  sessionSecret: string;
  /** In memory when absent: for tests. */
  sessions?: Store;
  sessionMs: number;
  login: Login;
  /** Where forms may lead besides this portal: the identity provider's origin. */
  formTargets: readonly string[];
  features: readonly Feature[];
  /** The folder that holds the features. */
  templates: string;
  texts: readonly Texts[];
  navigation: readonly NavigationItem[];
  /** Runs before the features: for example the portal's own token for visitors. */
  before?: readonly RequestHandler[];
  /** Paths that programs post to with their own authentication: their requests have no session token. */
  callbacks?: readonly string[];
  ready: () => boolean;
  logger: Logger;
}>;

const LOGINS_A_MINUTE = 120;
const LOOK_UPS_A_MINUTE = 120;

/** Makes a portal's app: the same order of concerns for every portal, readable from top to bottom. */
export function portalApp(options: PortalOptions): Express {
  const { baseUrl, login, logger } = options;
  const secure = baseUrl.startsWith('https:');
  const app = express();
  app
    .disable('x-powered-by')
    .set('trust proxy', options.trustedProxies ?? 'loopback')
    .set('trust proxy', atMost(options.trustedHops ?? 1, app.get('trust proxy fn') as TrustsProxy))
    .set('query parser', 'simple');
  useTemplates(app, [options.templates]);
  app.get('/health/live', (_request, response) => {
    response.type('text').send('live');
  });
  app.get('/health/ready', (_request, response) => {
    response
      .status(options.ready() ? 200 : 503)
      .type('text')
      .send(options.ready() ? 'ready' : 'not ready');
  });
  app.use(securityHeaders({ secure, formTargets: options.formTargets }));
  const assets = portalAssets();
  app.use(assets.router);
  app.use(traced);
  app.use(compression());
  app.use(language(joinTexts(webTexts, ...options.texts)));
  app.use(neverKept);
  app.use(sessionOf(options, secure));
  app.use((request, response, next) => {
    response.locals = scopeOf(request, {
      assetUrl: assets.urlOf,
      portalTitle: options.title,
      navigation: options.navigation,
    });
    next();
  });
  app.use(formTokens({ secret: options.sessionSecret, secure }));
  app.use(...formBody);
  app.get('/language/:locale', chooseLanguage({ secure }));
  app.use(login.authenticate);
  app.use(ownFormsOnly({ exempt: ['/auth/backchannel-logout', ...(options.callbacks ?? [])] }));
  app.use('/auth/login', lookUpLimit(LOGINS_A_MINUTE));
  app.use('/find', lookUpLimit(LOOK_UPS_A_MINUTE));
  app.use(login.router);
  for (const before of options.before ?? []) app.use(before);
  for (const { routes } of options.features) {
    const router = express.Router();
    routes(router);
    app.use(router);
  }
  app.use(notFound);
  app.use(errorPages(logger));
  return app;
}

type TrustsProxy = (address: string, hop: number) => boolean;

/**
 * Trusts so many proxies of these networks and no more: a visitor with an address of theirs is still a
 * visitor, whose claims in X-Forwarded-For count for nothing.
 */
const atMost =
  (hops: number, trusts: TrustsProxy): TrustsProxy =>
  (address, hop) =>
    hop < hops && trusts(address, hop);

const sessionOf = ({ sessionSecret, sessions, sessionMs }: PortalOptions, secure: boolean): RequestHandler =>
  session({
    name: cookieName('session', secure),
    secret: sessionSecret,
    ...(sessions === undefined ? {} : { store: sessions }),
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: { ...cookieSettings(secure), maxAge: sessionMs },
  });
