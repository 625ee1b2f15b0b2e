import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Server } from '@grpc/grpc-js';

/** Lets a server be asked for its contracts (grpc.reflection v1 and v1alpha). The libraries for it are loaded only here: production never does. */
export async function addReflection(server: Server, services: readonly string[]): Promise<void> {
  const [{ ReflectionService }, { loadFileDescriptorSetFromBuffer }] = await Promise.all([import('@grpc/reflection'), import('@grpc/proto-loader')]);
  const descriptors = await readFile(createRequire(import.meta.url).resolve('@egov/proto/descriptor'));
  new ReflectionService(loadFileDescriptorSetFromBuffer(descriptors), { services: [...services] }).addToServer(server);
}
