import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Client, credentials, type ServiceDefinition } from '@grpc/grpc-js';
import { closedLoad, type LoadResult } from '../under-load.ts';

const bytes = {
  requestSerialize: (value: Buffer) => value,
  requestDeserialize: (value: Buffer) => value,
  responseSerialize: (value: Buffer) => value,
  responseDeserialize: (value: Buffer) => value,
};

/** A service that returns the bytes it gets. */
export const echoDefinition = {
  echo: { path: '/egov.bench.v1.EchoService/Echo', requestStream: false, responseStream: false, ...bytes },
} satisfies ServiceDefinition;

/** Bare grpc-js with its server in another process: what unary calls cost without any code of ours. */
export async function grpcEcho({
  callers,
  seconds,
}: {
  callers: number;
  seconds: number;
}): Promise<LoadResult> {
  const child = fork(new URL('./grpc-echo-server.ts', import.meta.url), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  const client = new Client(`127.0.0.1:${port}`, credentials.createInsecure());
  const { path, requestSerialize, responseDeserialize } = echoDefinition.echo;
  const payload = Buffer.alloc(300, 'x');
  const call = () =>
    new Promise<void>((resolve, reject) => {
      client.makeUnaryRequest(path, requestSerialize, responseDeserialize, payload, (error) => {
        if (error) reject(error);
        else resolve();
      });
    });
  try {
    await closedLoad({ callers, seconds: 0.5 }, call);
    return await closedLoad({ callers, seconds }, call);
  } finally {
    client.close();
    child.disconnect();
    await once(child, 'exit');
  }
}
