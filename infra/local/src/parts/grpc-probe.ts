import { Client, credentials, type ServiceError } from '@grpc/grpc-js';

const PROBE_MS = 10_000;

/** Calls one unary method and returns the bytes of its response, or undefined when it fails. */
export async function probe(
  address: string,
  method: string,
  request = Buffer.alloc(0),
): Promise<Buffer | undefined> {
  const client = new Client(address, credentials.createInsecure());
  try {
    return await new Promise((resolve) => {
      client.makeUnaryRequest(
        method,
        (bytes: Buffer) => bytes,
        (bytes: Buffer) => bytes,
        request,
        { deadline: Date.now() + PROBE_MS },
        (error: ServiceError | null, answer?: Buffer) => {
          resolve(error === null ? answer : undefined);
        },
      );
    });
  } finally {
    client.close();
  }
}

// A HealthCheckRequest with `readiness` in field 1; without a name, health only shows that the event loop
// turns.
const OF_READINESS = Buffer.from('\x0a\x09readiness');

/**
 * Whether the service at `address` is ready for work: its dependencies answer, and its read models have
 * caught up.
 */
export async function serving(address: string): Promise<boolean> {
  return (
    (await probe(address, '/grpc.health.v1.Health/Check', OF_READINESS))?.equals(Buffer.from([0x08, 0x01])) ??
    false
  );
}
