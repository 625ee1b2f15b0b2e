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
 * Sends the browser on with 303, so that a reload does not send the form again. Throws on anything but a path
 * of this portal.
 */
export function seeOther(to: string): Answer {
  if (!isLocalPath(to)) throw new Error(`Not a path of this portal: ${to}`);
  return { kind: 'redirect', to };
}

/** Sends the browser to another site, whose address came from that site itself and never from the browser. */
export const leadAway = (to: string): Answer => ({ kind: 'redirect', to });

/** Hands over a file to keep; it is never shown inside the portal. */
export const download = (fileName: string, contentType: string, body: string | Buffer): Answer => ({
  kind: 'file',
  fileName,
  contentType,
  body,
});

/** Returns a script of the portal's own page. */
export const json = (body: object): Answer => ({ kind: 'json', body });

/** Whether a path stays on this host whatever a browser makes of it. */
export const isLocalPath = (path: string): boolean => /^\/(?![/\\])[^\\\s]*$/u.test(path);
