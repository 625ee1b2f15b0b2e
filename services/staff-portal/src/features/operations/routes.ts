import { orUndefined } from '@egov/chassis/grpc';
import { mayCall, seeOther, signedIn, view, type Feature, type SignedIn } from '@egov/chassis/web';
import { serviceNames } from '@egov/platform';
import { OperationsServiceDefinition } from '@egov/proto/egov/operations/v1/operations_service';
import type { StaffServices } from '../../services.ts';

/** A longer lag than this deserves attention: people notice it on the desk. */
const LATE_SECONDS = 10;
/** A service that fails so is down: the page must show that. */
const DOWN = ['UNAVAILABLE', 'DEADLINE_EXCEEDED'] as const;

/** Status of the services: lag of their read models, and parked messages. */
export const operationsFeature = (services: StaffServices): Feature => ({
  name: 'operations',
  routes: (router) => {
    router.get(
      '/operations',
      signedIn((visit) => shown(services, visit)),
    );
    router.post(
      '/operations/retry',
      signedIn((visit) => retried(services, visit)),
    );
  },
});

async function shown(services: StaffServices, visit: SignedIn) {
  const rows = await Promise.all(
    serviceNames.map(async (name) => {
      const operations = services.operations[name];
      const status = await orUndefined(() => operations.getServiceStatus({}, visit.call), DOWN);
      const parked = await orUndefined(() => operations.listParkedMessages({}, visit.call), DOWN);
      return {
        name,
        isDown: status === undefined,
        startedAt: status?.startedAt,
        position: status?.position,
        lag: status?.lagSeconds,
        isLate: (status?.lagSeconds ?? 0) > LATE_SECONDS,
        parked: parked?.messages ?? [],
      };
    }),
  );
  return view('operations/operations.njk', {
    title: visit.t('operations.title'),
    rows,
    parked: rows.flatMap(({ parked }) => parked),
    mayRetry: mayCall(visit.user, OperationsServiceDefinition.methods.retryParkedMessages),
  });
}

/** Asks every service that responds to retry its parked messages. */
async function retried({ operations }: StaffServices, { call }: SignedIn) {
  const counts = await Promise.all(
    serviceNames.map(async (name) => orUndefined(() => operations[name].retryParkedMessages({}, call), DOWN)),
  );
  const total = (count: 'settled' | 'remaining') =>
    counts.reduce((sum, each) => sum + (each?.[count] ?? 0), 0);
  return seeOther(`/operations?settled=${total('settled')}&remaining=${total('remaining')}`);
}
