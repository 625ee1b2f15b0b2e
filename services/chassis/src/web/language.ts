import type { RequestHandler } from 'express';
import { isLocalPath } from './answer.ts';
import { cookieOf, cookieSettings } from './cookie-of.ts';
import { locales, translator, type Locale, type Texts, type Translate } from './texts.ts';

const COOKIE = 'lang';
const YEAR_MS = 31_536_000_000;

/** Picks the language: the one chosen, else the browser's, else Vietnamese. */
export function language(texts: Texts): RequestHandler {
  const translators = Object.fromEntries(
    locales.map((locale) => [locale, translator(texts, locale)]),
  ) as Record<Locale, Translate>;
  return (request, _response, next) => {
    const sent = cookieOf(request, COOKIE);
    const chosen = sent === 'vi' || sent === 'en' ? sent : request.acceptsLanguages('vi', 'en');
    request.locale = chosen === 'en' ? 'en' : 'vi';
    request.translate = translators[request.locale];
    next();
  };
}

/** `GET /language/en?return=/desk`: stores the choice in a cookie and redirects back. */
export const chooseLanguage =
  ({ secure }: Readonly<{ secure: boolean }>): RequestHandler =>
  (request, response, next) => {
    const { locale } = request.params;
    if (locale !== 'vi' && locale !== 'en') return next();
    const back =
      typeof request.query.return === 'string' && isLocalPath(request.query.return)
        ? request.query.return
        : '/';
    response.cookie(COOKIE, locale, { ...cookieSettings(secure), maxAge: YEAR_MS }).redirect(303, back);
  };
