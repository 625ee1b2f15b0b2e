import { platformChart, type Site } from './site.ts';

/** Upgrades the platform to the site's own values and these settings, and waits until it runs. */
export const upgrade = ({ helm, release, namespace, values }: Site, ...given: string[]): Promise<string> =>
  helm(
    'upgrade',
    release,
    platformChart,
    '--namespace',
    namespace,
    ...values,
    ...given,
    '--wait',
    '--timeout',
    '15m',
  );
