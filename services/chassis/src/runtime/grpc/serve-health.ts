import { Server, ServerCredentials } from '@grpc/grpc-js';
import type { Health } from './health.ts';

/**
 * Serves health alone, without TLS, for kubelets, whose gRPC probes have none. Returns a function that ends
 * it.
 */
export async function serveHealth(health: Health, host: string, port: number): Promise<() => void> {
  const server = new Server({ 'grpc.enable_channelz': 0 });
  health.addTo(server);
  await new Promise<void>((resolve, reject) => {
    server.bindAsync(`${host}:${port}`, ServerCredentials.createInsecure(), (error) => {
      if (error === null) resolve();
      else reject(new Error(`cannot listen on ${host}:${port}, HEALTH_PORT`, { cause: error }));
    });
  });
  return () => server.forceShutdown();
}
