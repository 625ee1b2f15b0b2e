import { performance } from 'node:perf_hooks';
import type { Request, RequestHandler } from 'express';
import { histogram } from '../telemetry/signals.ts';
import { serverSpan } from '../telemetry/spans.ts';

const recordDuration = histogram('pageDuration');

/**
 * Handles each request in a span that continues the caller's trace, and measures it. The span is named after
 * the route's template, since an address has ids in it and a query has input. An event stream stays open as
 * long as somebody looks, so it is left out.
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

/** The route as written in the code: the same for every record. */
function templateOf({ route, baseUrl }: Request): string | undefined {
  const path: unknown = (route as { path?: unknown } | undefined)?.path;
  return typeof path === 'string' ? `${baseUrl}${path}` : undefined;
}
