import { Server, ServerCredentials } from '@grpc/grpc-js';
import { echoDefinition } from './grpc-echo.ts';

const server = new Server();
server.addService(echoDefinition, {
  echo: (call: { request: Buffer }, answer: (error: null, value: Buffer) => void) => {
    answer(null, call.request);
  },
});
server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  process.send?.({ port });
});
process.once('disconnect', () => {
  server.forceShutdown();
});
