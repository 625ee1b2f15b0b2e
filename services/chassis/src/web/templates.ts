import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { Express, Request } from 'express';
import nunjucks from 'nunjucks';
import { day, moment, money, number } from './format.ts';
import { markup } from './markup.ts';
import type { NavigationItem } from './navigation.ts';
import type { FieldError } from './read-form.ts';
import type { Locale } from './texts.ts';

const govuk = `${dirname(createRequire(import.meta.url).resolve('govuk-frontend/package.json'))}/dist`;

/**
 * Lets the app render nunjucks templates of these folders, the shared layouts and the components of
 * govuk-frontend; each is read once, like code.
 */
export function useTemplates(app: Express, folders: readonly string[]): void {
  const environment = new nunjucks.Environment(
    new nunjucks.FileSystemLoader([...folders, import.meta.dirname, govuk]),
    { autoescape: true, trimBlocks: true, lstripBlocks: true, throwOnUndefined: false },
  );
  for (const [name, format] of Object.entries({ day, moment, money, number })) {
    // The locale comes from the template, so that one environment serves both languages.
    environment.addFilter(name, function filter(this: { ctx: { locale: Locale } }, value: never) {
      return format(value, this.ctx.locale);
    });
  }
  environment.express(app);
  app.set('view engine', 'njk');
}

type PortalScope = Readonly<{
  assetUrl: (name: 'portal.css' | 'portal.js' | 'favicon.svg') => string;
  portalTitle: string;
  navigation: readonly NavigationItem[];
}>;

/** What every template has in scope; the user is looked up when the page is rendered. */
export const scopeOf = (request: Request, portal: PortalScope): Record<string, unknown> => ({
  ...portal,
  get navigation() {
    const held = request.visitor?.user.permissions ?? [];
    return portal.navigation.filter(
      ({ permissions }) => !permissions || permissions.some((permission) => held.includes(permission)),
    );
  },
  get user() {
    return request.visitor?.user;
  },
  t: request.translate,
  locale: request.locale,
  path: request.path,
  query: request.query,
  address: request.originalUrl,
  /** The errors for the summary on top, each leading to its field. */
  summaryOf: (errors: readonly FieldError[]) =>
    errors.map(({ field, text }) => ({ text, href: field === '' ? '#main' : `#${field}` })),
  /** The error of a field in the form that govuk-frontend's components expect. */
  errorOf: (errors: readonly FieldError[] | undefined, field: string) => {
    const found = errors?.find((error) => error.field === field);
    return found && { text: found.text, visuallyHiddenText: request.translate('web.error-prefix') };
  },
  /** The token alone, for the address of a form with files. */
  csrf: () => request.formToken(),
  hidden: () =>
    markup(
      `<input type="hidden" name="_csrf" value="${request.formToken()}">` +
        `<input type="hidden" name="request_id" value="${requestIdOf(request)}">`,
    ),
});

/** A form shown again after an error keeps its request id, so that it still acts only once. */
function requestIdOf(request: Request): string {
  const { request_id: sent } = (request.body ?? {}) as { request_id?: unknown };
  return typeof sent === 'string' && /^[\da-f-]{36}$/iu.test(sent) ? sent : randomUUID();
}
