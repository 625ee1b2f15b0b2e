import { Client, credentials, type ServiceError } from '@grpc/grpc-js';

const PROBE_MS = 1000;

/** Calls one unary method with an empty request and answers its bytes, or undefined when it does not answer OK. */
export async function probe(address: string, method: string): Promise<Buffer | undefined> {
  const client = new Client(address, credentials.createInsecure());
  try {
    return await new Promise((resolve) => {
      client.makeUnaryRequest(
        method, (bytes: Buffer) => bytes, (bytes: Buffer) => bytes, Buffer.alloc(0), { deadline: Date.now() + PROBE_MS },
        (error: ServiceError | null, answer?: Buffer) => { resolve(error === null ? answer : undefined); },
      );
    });
  } finally {
    client.close();
  }
}

/** Whether the gRPC health service at `address` says SERVING: field 1 of its answer is 1. */
export async function serving(address: string): Promise<boolean> {
  return (await probe(address, '/grpc.health.v1.Health/Check'))?.equals(Buffer.from([0x08, 0x01])) ?? false;
}
