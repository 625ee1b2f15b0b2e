import { status, type ServerWritableStream } from '@grpc/grpc-js';
import { projections, services } from '../protocol.ts';
import type { ProjectionState } from '../storage/projection-state.ts';
import type { ServerContext } from './context.ts';
import { RpcError, rpcErrors } from './rpc-error.ts';
import { unary } from './unary.ts';
import { rpcErrorOf } from './write-failure.ts';

type Statistics = ServerWritableStream<
  InstanceType<typeof projections.StatisticsReq>,
  InstanceType<typeof projections.StatisticsResp>
>;

const { statistics, enable, disable } = services.projections;

/**
 * Only the store's own projections exist, and can be switched on and off. Creating others returns
 * UNIMPLEMENTED.
 */
export const projectionsDefinition = { statistics, enable, disable };

function detailsOf(
  { name, running, position }: ProjectionState,
  head: number,
): InstanceType<typeof projections.StatisticsResp> {
  const progress = head === 0 ? 100 : Math.min(100, (position * 100) / head);
  return new projections.StatisticsResp().setDetails(
    new projections.StatisticsResp.Details()
      .setName(name)
      .setEffectivename(name)
      .setMode('Continuous')
      .setStatus(running ? 'Running' : 'Stopped')
      .setVersion('0')
      .setEpoch('0')
      .setPosition(`C:${position}/P:${position}`)
      .setLastcheckpoint(`C:${position}/P:${position}`)
      .setProgress(progress)
      .setCoreprocessingtime('0')
      .setEventsprocessedafterrestart('0')
      .setBufferedevents('0'),
  );
}

/** System projections: `$ce-`, `$et-`, `$bc-` and `$streams` as streams of links. */
export const projectionsService = ({ access, store }: ServerContext) => {
  const states = async (): Promise<readonly ProjectionState[]> => {
    const answer = await store.ask({ kind: 'projections' });
    if (answer.kind !== 'projections') throw rpcErrors.unknown('The projections could not be queried.');
    return answer.states;
  };
  const find = async (name: string): Promise<ProjectionState | undefined> =>
    (await states()).find((one) => one.name === name);
  const known = async (name: string): Promise<ProjectionState> => {
    const state = await find(name);
    if (state === undefined) throw new RpcError(status.NOT_FOUND, `Projection '${name}' is not found.`);
    return state;
  };
  const change = async (name: string, changes: { running?: boolean; position?: number }): Promise<void> => {
    // Version 23.10 says it in these words, which clients look for.
    if ((await find(name)) === undefined)
      throw rpcErrors.unknown('Envelope callback expected Updated, received NotFound instead');
    const answer = await store.ask({ kind: 'set-projection', name, change: changes });
    if (answer.kind === 'refused') throw rpcErrors.unknown(answer.message);
  };
  return {
    statistics(call: Statistics): void {
      const options = call.request.getOptions();
      const wanted = async (): Promise<readonly ProjectionState[]> => {
        access.requireOperator(call);
        if (options?.hasName() === true) return [await known(options.getName())];
        return options?.hasAll() === true || options?.hasContinuous() === true ? states() : [];
      };
      wanted()
        .then((found) => {
          for (const state of found) call.write(detailsOf(state, store.head()));
          call.end();
        })
        .catch((error: unknown) => call.emit('error', rpcErrorOf(error)));
    },
    enable: unary(async (request: InstanceType<typeof projections.EnableReq>, call) => {
      access.requireOperator(call);
      await change(request.getOptions()?.getName() ?? '', { running: true });
      return new projections.EnableResp();
    }),
    disable: unary(async (request: InstanceType<typeof projections.DisableReq>, call) => {
      access.requireOperator(call);
      await change(request.getOptions()?.getName() ?? '', { running: false });
      return new projections.DisableResp();
    }),
  };
};
