import { freemem } from 'node:os';
import type { ServerWritableStream } from '@grpc/grpc-js';
import { monitoring } from '../protocol.ts';
import type { ServerContext } from './context.ts';
import { ResponseSink } from './response-sink.ts';
import { rpcErrorOf } from './write-failure.ts';

type Stats = ServerWritableStream<InstanceType<typeof monitoring.StatsReq>, Buffer>;

const MIN_PERIOD_MS = 100;
/** Longer than a timer can wait, it would not wait at all. */
const MAX_PERIOD_MS = 2 ** 31 - 1;

/** Monitoring: figures of the process and the log, at the requested interval. */
export const monitoringService = ({ access, store, closing }: ServerContext) => ({
  stats(call: Stats): void {
    try {
      access.requireOperator(call);
    } catch (error) {
      call.emit('error', rpcErrorOf(error));
      return;
    }
    const sink = new ResponseSink(call);
    let late: Promise<void> | undefined;
    const send = (): void => {
      // A client that does not read gets the next figures when it does.
      if (late !== undefined) return;
      const response = new monitoring.StatsResp();
      for (const [name, value] of figures(store.head())) response.getStatsMap().set(name, value);
      late = sink.write(Buffer.from(response.serializeBinary()));
      void late?.then(() => {
        late = undefined;
      });
    };
    send();
    const period = Number(call.request.getRefreshTimePeriodInMs());
    const timer = setInterval(send, Math.min(Math.max(MIN_PERIOD_MS, period), MAX_PERIOD_MS));
    sink.onClose(() => clearInterval(timer));
    sink.endAt(closing);
  },
});

const figures = (head: number): ReadonlyArray<readonly [string, string]> => [
  ['proc-id', String(process.pid)],
  ['proc-startTime', new Date(Date.now() - process.uptime() * 1000).toISOString()],
  ['proc-mem', String(process.memoryUsage.rss())],
  ['proc-cpuUser', String(process.cpuUsage().user)],
  ['proc-cpuSystem', String(process.cpuUsage().system)],
  ['sys-freeMem', String(freemem())],
  ['es-lastPosition', String(head)],
];
