import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createFileRegistry, type DescMessage, fromBinary } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { Client, credentials, Metadata, type ServiceError, status } from '@grpc/grpc-js';
import { CallFailed } from '../runtime/grpc/call-failed.ts';
import type { ServiceDefinition } from '../runtime/grpc/service-definition.ts';
import { arbitraryMessage, type Dice, dice } from './arbitrary-message.ts';

/** What fuzzing one service found. */
export type FuzzReport = Readonly<{
  calls: number;
  /** How often each method returned each code, e.g. `AcceptDossier` → `INVALID_ARGUMENT` → 37. */
  codes: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Responses that a service must never give: the method, the code, and the bytes in hex to reproduce it. */
  dishonest: readonly Readonly<{ method: string; code: string; message: string; request: string }>[];
  /** Calls refused as invalid without any field named. */
  unnamed: readonly string[];
}>;

/** What to fuzz, and how much. */
export type FuzzOptions = Readonly<{
  definition: ServiceDefinition;
  url: string;
  token: string;
  runs?: number;
  seed?: number;
  deadlineMs?: number;
  /** Concurrent calls; 1 by default. */ atOnce?: number;
}>;

// INTERNAL and UNKNOWN are never a proper response to a request, however wrong; nor may a call be left
// hanging.
const DISHONEST: ReadonlySet<status> = new Set([
  status.INTERNAL,
  status.UNKNOWN,
  status.DEADLINE_EXCEEDED,
  status.DATA_LOSS,
  status.CANCELLED,
]);
const SHOWN = 2_000;

/**
 * Sends arbitrary messages and arbitrary bytes to every method of a service, the same ones for the same seed.
 */
export async function fuzzService({
  definition,
  url,
  token,
  runs = 100,
  seed = 1,
  deadlineMs = 60_000,
  atOnce = 1,
}: FuzzOptions): Promise<FuzzReport> {
  const requests = await requestTypes();
  const client = new Client(url.replace(/^\w+:\/\//, ''), credentials.createInsecure());
  const metadata = new Metadata();
  metadata.set('authorization', `Bearer ${token}`);
  const found = {
    calls: 0,
    codes: {} as Record<string, Record<string, number>>,
    dishonest: [] as FuzzReport['dishonest'][number][],
    unnamed: [] as string[],
  };
  const roll = dice(seed);
  for (const { name: method } of Object.values(definition.methods)) {
    const path = `/${definition.fullName}/${method}`;
    const type = requests.get(path);
    if (type === undefined) throw new TypeError(`${path} is in no contract`);
    const codes: Record<string, number> = (found.codes[method] = {});
    const call = async (request: Buffer): Promise<void> => {
      const failure = await send(client, path, request, metadata, Date.now() + deadlineMs);
      const code = failure?.codeName ?? 'OK';
      found.calls += 1;
      codes[code] = (codes[code] ?? 0) + 1;
      if (failure === undefined) return;
      if (DISHONEST.has(failure.code))
        found.dishonest.push({
          method,
          code,
          message: failure.message,
          request: request.toString('hex').slice(0, SHOWN),
        });
      if (failure.code === status.INVALID_ARGUMENT && failure.violations.length === 0)
        found.unnamed.push(`${method}: ${failure.reason}`);
    };
    const messages = Array.from({ length: runs }, () => spoiled(arbitraryMessage(type, roll), roll));
    while (messages.length > 0) await Promise.all(messages.splice(0, atOnce).map(call));
  }
  client.close();
  return found;
}

// One message in ten is cut, changed in one byte, or replaced by noise.
function spoiled(bytes: Buffer, roll: Dice): Buffer {
  switch (roll(30)) {
    case 0:
      return bytes.subarray(0, roll(bytes.length + 1));
    case 1: {
      const changed = Buffer.from(bytes);
      if (changed.length > 0) changed[roll(changed.length)] = roll(256);
      return changed;
    }
    case 2:
      return Buffer.from(Array.from({ length: roll(64) }, () => roll(256)));
    default:
      return bytes;
  }
}

const asIs = (bytes: Buffer): Buffer => bytes;

function send(
  client: Client,
  path: string,
  request: Buffer,
  metadata: Metadata,
  deadline: number,
): Promise<CallFailed | undefined> {
  return new Promise((resolve) => {
    client.makeUnaryRequest(path, asIs, asIs, request, metadata, { deadline }, (error: ServiceError | null) =>
      resolve(error === null ? undefined : new CallFailed(path, error)),
    );
  });
}

async function requestTypes(): Promise<ReadonlyMap<string, DescMessage>> {
  const descriptors = await readFile(createRequire(import.meta.url).resolve('@egov/proto/descriptor'));
  const types = new Map<string, DescMessage>();
  for (const file of createFileRegistry(fromBinary(FileDescriptorSetSchema, descriptors)).files) {
    for (const service of file.services)
      for (const method of service.methods) types.set(`/${service.typeName}/${method.name}`, method.input);
  }
  return types;
}
