/** What a page handler decides; turned into HTTP in one place. */
export type Answer =
  | Readonly<{ kind: 'view'; template: string; model: Readonly<Record<string, unknown>>; status: number }>
  | Readonly<{ kind: 'redirect'; to: string }>
  | Readonly<{ kind: 'json'; body: object }>
  | Readonly<{ kind: 'file'; fileName: string; contentType: string; body: string | Buffer }>;

/** Shows a template. */
export const view = (
  template: string,
  model: Readonly<Record<string, unknown>> = {},
  status = 200,
): Answer => ({ kind: 'view', template, model, status });

/**
 * Redirects with 303, so that a reload does not submit the form again. Throws on anything but a path of this
 * portal.
 */
export function seeOther(to: string): Answer {
  if (!isLocalPath(to)) throw new Error(`Not a path of this portal: ${to}`);
  return { kind: 'redirect', to };
}

/** Redirects to another site, whose address came from that site itself and never from the browser. */
export const leadAway = (to: string): Answer => ({ kind: 'redirect', to });

/** Sends a file for download; it is never shown inside the portal. */
export const download = (fileName: string, contentType: string, body: string | Buffer): Answer => ({
  kind: 'file',
  fileName,
  contentType,
  body,
});

/** Responds to a script of the portal's page. */
export const json = (body: object): Answer => ({ kind: 'json', body });

/** Returns whether a path stays on this host, however a browser interprets it. */
export const isLocalPath = (path: string): boolean => /^\/(?![/\\])[^\\\s]*$/u.test(path);
