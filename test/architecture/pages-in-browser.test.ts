import { expect, test } from '@jest/globals';
import { join } from 'node:path';
import { portalPages, withoutPage, type PortalName } from '../support/portal-pages.ts';
import { filesBelow, portals, read } from './support/workspace.ts';

const routesOf = (portal: string): string[] =>
  filesBelow(join('services', portal, 'src', 'features'))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .flatMap((file) => [...read(file).matchAll(/router\.get\(\s*'([^']+)'/g)].map(([, route = '']) => route))
    .toSorted();

test.each(portals())(
  'every page of the %s is opened in a real browser: test/support/portal-pages.ts names it',
  (portal) => {
    const walked = [
      ...portalPages[portal as PortalName].map(({ route }) => route),
      ...withoutPage[portal as PortalName],
    ];
    expect(walked.toSorted()).toEqual(routesOf(portal));
  },
);
