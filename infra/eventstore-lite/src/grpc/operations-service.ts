import { randomUUID } from 'node:crypto';
import { operations, services, shared } from '../protocol.ts';
import type { ServerContext } from './context.ts';
import { RpcError, rpcErrors } from './rpc-error.ts';
import { unary } from './unary.ts';

const { startScavenge, stopScavenge, shutdown, restartPersistentSubscriptions } = services.operations;

/**
 * The operations that make sense here; merging indexes, node priority and resigning do not, and return
 * UNIMPLEMENTED.
 */
export const operationsDefinition = { startScavenge, stopScavenge, shutdown, restartPersistentSubscriptions };

const response = (id: string, result: 0 | 1 | 2): InstanceType<typeof operations.ScavengeResp> =>
  new operations.ScavengeResp().setScavengeId(id).setScavengeResult(result);

/** Operations: scavenge, shutdown where allowed, restart of the persistent subscriptions. */
export const operationsService = ({ access, store, groups, settings, stop, report }: ServerContext) => {
  let running: string | undefined;
  const { STARTED, INPROGRESS, STOPPED } = operations.ScavengeResp.ScavengeResult;
  return {
    startScavenge: unary((_request: InstanceType<typeof operations.StartScavengeReq>, call) => {
      access.requireOperator(call);
      if (running !== undefined) return response(running, INPROGRESS);
      const id = randomUUID();
      running = id;
      store
        .ask({ kind: 'scavenge', id, account: access.accountOf(call) })
        .catch(report)
        .finally(() => {
          running = undefined;
        });
      return response(id, STARTED);
    }),
    stopScavenge: unary((request: InstanceType<typeof operations.StopScavengeReq>, call) => {
      access.requireOperator(call);
      const id = request.getOptions()?.getScavengeId() ?? '';
      if (running === undefined || running !== id) throw rpcErrors.scavengeNotFound(id);
      store.stopScavenge();
      return response(id, STOPPED);
    }),
    shutdown: unary((_request: InstanceType<typeof shared.Empty>, call) => {
      access.requireOperator(call);
      if (!settings.allowShutdown)
        throw new RpcError(rpcErrors.accessDenied().code, 'Shutdown is not allowed on this store.', {
          exception: 'access-denied',
        });
      // After the response has been sent.
      setImmediate(stop);
      return new shared.Empty();
    }),
    restartPersistentSubscriptions: unary(async (_request: InstanceType<typeof shared.Empty>, call) => {
      access.requireOperator(call);
      await groups.restart();
      return new shared.Empty();
    }),
  };
};
