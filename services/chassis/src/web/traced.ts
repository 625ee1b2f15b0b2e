import { performance } from 'node:perf_hooks';
import type { Request, RequestHandler } from 'express';
import { histogram } from '../telemetry/signals.ts';
import { serverSpan } from '../telemetry/spans.ts';

const recordDuration = histogram('pageDuration');

/**
 * Works on each request within a span that goes on with the caller's trace, and measures it. Named after the
 * route's template: an address has ids in it, its query what somebody typed. A stream of news stays open for
 * as long as somebody looks, and is no work: it is left out.
 */
export const traced: RequestHandler = (request, response, next) => {
  if (request.headers.accept === 'text/event-stream') return next();
  const began = performance.now();
  const { method } = request;
  const span = serverSpan(method, request.get('traceparent'));
  response.once('close', () => {
    const route = templateOf(request);
    const attributes = {
      httpMethod: method,
      httpStatus: response.statusCode,
      ...(route === undefined ? {} : { httpRoute: route }),
    };
    span.run(() => recordDuration(performance.now() - began, attributes));
    span.end(route === undefined ? method : `${method} ${route}`, attributes, response.statusCode >= 500);
  });
  span.run(next);
};

/** The route as it is written in the code: one for every record. */
function templateOf({ route, baseUrl }: Request): string | undefined {
  const path: unknown = (route as { path?: unknown } | undefined)?.path;
  return typeof path === 'string' ? `${baseUrl}${path}` : undefined;
}
