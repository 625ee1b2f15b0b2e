import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** No page uses any of these, so neither may a script that got into one. */
const PERMISSIONS = [
  'accelerometer',
  'bluetooth',
  'camera',
  'clipboard-read',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'serial',
  'usb',
]
  .map((feature) => `${feature}=()`)
  .join(', ');

/**
 * The headers of every page: nothing runs, frames or loads except what this portal serves itself; forms may
 * also lead to the identity provider.
 */
export function securityHeaders(
  options: Readonly<{ secure: boolean; formTargets: readonly string[] }>,
): RequestHandler {
  const others = helmetOf(options);
  return (request, response, next) => {
    response.set('permissions-policy', PERMISSIONS);
    others(request, response, next);
  };
}

const helmetOf = ({
  secure,
  formTargets,
}: Readonly<{ secure: boolean; formTargets: readonly string[] }>): RequestHandler =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'", ...formTargets],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        manifestSrc: ["'self'"],
        ...(secure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'same-origin' },
  });

/**
 * Pages are personal by default: they are not cached, so that the next user of a shared PC cannot go back to
 * them.
 */
export const neverKept: RequestHandler = (_request, response, next) => {
  response.set('cache-control', 'no-store');
  next();
};
