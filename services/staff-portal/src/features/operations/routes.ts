import { CallFailed } from '@egov/chassis/grpc';
import { signedIn, view, type Feature, type User, type Visit } from '@egov/chassis/web';
import { eventServiceNames } from '@egov/platform';
import type { StaffServices } from '../../services.ts';

type Official = Visit & Readonly<{ user: User }>;

/** A longer lag than this deserves attention: people notice it on the desk. */
const LATE_SECONDS = 10;

/** Status of the services: lag of their read models, and parked messages. */
export const operationsFeature = (services: StaffServices): Feature => ({
  name: 'operations',
  routes: (router) => {
    router.get(
      '/operations',
      signedIn((visit) => shown(services, visit)),
    );
  },
});

async function shown(services: StaffServices, visit: Official) {
  const rows = await Promise.all(
    eventServiceNames.map(async (name) => {
      const operations = services.operations[name];
      const status = await orDown(() => operations.getServiceStatus({}, visit.call));
      const parked = await orDown(() => operations.listParkedMessages({}, visit.call));
      return {
        name,
        isDown: status === undefined,
        startedAt: status?.startedAt,
        position: status?.position,
        lag: status?.lagSeconds ?? 0,
        isLate: (status?.lagSeconds ?? 0) > LATE_SECONDS,
        parked: parked?.messages ?? [],
      };
    }),
  );
  return view('operations/operations.njk', {
    title: visit.t('operations.title'),
    rows,
    parked: rows.flatMap(({ parked }) => parked),
  });
}

/** Undefined for a service that does not respond: the page must show that. */
async function orDown<Value>(ask: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (
      error instanceof CallFailed &&
      (error.codeName === 'UNAVAILABLE' || error.codeName === 'DEADLINE_EXCEEDED')
    )
      return undefined;
    throw error;
  }
}
