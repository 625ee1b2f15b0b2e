import type { ConfigValues } from '@egov/chassis/config';
import type { VirusScanner } from '../application/ports.ts';
import type { config } from '../config.ts';
import { clamd } from './clamd.ts';

type Said = Pick<ConfigValues<typeof config>, 'CLAMD_URL'> &
  Readonly<{ NODE_ENV: 'production' | 'development' | 'test'; DEMONSTRATION: 'true' | 'false' }>;

/**
 * Returns the scanner that the configuration names, or none. Throws TypeError in production without one,
 * where officials open what strangers upload; only a demonstration may do without.
 */
export function virusScannerOf({ CLAMD_URL, NODE_ENV, DEMONSTRATION }: Said): VirusScanner | undefined {
  if (CLAMD_URL !== undefined) return clamd(CLAMD_URL);
  if (NODE_ENV === 'production' && DEMONSTRATION !== 'true')
    throw new TypeError(
      'CLAMD_URL is not set: no file is accepted unscanned in production. ' +
        "Set it to ClamAV's daemon, tcp://host:port or unix:///path (in the charts global.virusScanner.url).",
    );
  return undefined;
}
