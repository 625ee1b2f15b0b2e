import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { status } from '@grpc/grpc-js';
import { accessOf } from '../runtime/grpc/access.ts';
import type { GrpcClient } from '../runtime/grpc/grpc-client.ts';
import type { Method, PartialRequestOf, ServiceDefinition } from '../runtime/grpc/service-definition.ts';
import { callersFor, failureOf } from './grpc-callers.ts';

/** A service in a test: where it listens, and how many events it has appended. */
export type RpcWorld = Readonly<{ url: string; eventCount: () => number; close: () => Promise<unknown> }>;

/** The name of a method of a service. */
type MethodName<Definition extends ServiceDefinition> = keyof Definition['methods'] & string;

/** One RPC and a call of it that succeeds. */
export type RpcCase<
  World extends RpcWorld,
  Definition extends ServiceDefinition,
  Name extends MethodName<Definition>,
> = Readonly<{
  definition: Definition;
  method: Name;
  permission: string;
  /** The agency in whose name the call is allowed; `undefined` where the whole province is needed. */
  agency?: string;
  /** Where any agency may ask. */
  open?: boolean;
  /** What must have happened before; answers the request, without its request id. */
  request: (
    world: World,
  ) => Promise<PartialRequestOf<Definition['methods'][Name]>> | PartialRequestOf<Definition['methods'][Name]>;
  /**
   * Another request by the same caller, to show that a request id is not used for two things; for commands.
   */
  altered?: PartialRequestOf<Definition['methods'][Name]>;
}>;

/** A check of one RPC with its name. */
export type RpcCheck = readonly [name: string, run: () => Promise<void>];

const FOREIGN = '00000000-0000-4000-8000-0000000f0e19';
const NEVER_REACHED = 4_711n;

type Call = (
  claims: { permissions?: readonly string[]; agencies?: readonly string[] },
  changed?: object,
) => Promise<unknown>;
type Check<World> = (world: World, call: Call) => Promise<void>;

/**
 * Makes the checks every RPC has to pass: allowed, forbidden, foreign agency, and for commands sent twice
 * and, where its request has `expected_revision`, stale revision. Each runs in a world of its own:
 * `test.each(rpcChecks(start, { … }))('%s', (_, run) => run())`.
 */
export function rpcChecks<
  World extends RpcWorld,
  const Definition extends ServiceDefinition,
  Name extends MethodName<Definition>,
>(start: () => Promise<World>, rpcCase: RpcCase<World, Definition, Name>): readonly RpcCheck[] {
  const { definition, method, permission, agency = '*', open = false } = rpcCase;
  const { requestType } = methodOf(definition, method);
  const { anyOf } = accessOf(methodOf(definition, method));
  const isCommand = 'requestId' in (requestType.decode(new Uint8Array()) as object);
  const permitted = { permissions: [permission], agencies: [agency] };
  const check = (what: string, run: Check<World>): RpcCheck => [
    `${method}: ${what}`,
    () => inWorld(start, rpcCase, run),
  ];
  const checks = [
    check('is allowed', async (_world, call) => void (await call(permitted))),
    check('is forbidden without the permission', async (_world, call) => {
      const { code, reason, facts } = await failureOf(call({ agencies: [agency] }));
      deepStrictEqual(
        [code, reason, facts],
        [status.PERMISSION_DENIED, 'PERMISSION_MISSING', { permission: anyOf.join(' or ') }],
      );
    }),
    check(open ? 'is allowed to any agency' : 'does not exist for a foreign agency', async (world, call) => {
      const before = world.eventCount();
      const foreign = call({ permissions: [permission], agencies: [FOREIGN] });
      if (open) return void (await foreign);
      strictEqual((await failureOf(foreign)).code, status.NOT_FOUND);
      strictEqual(world.eventCount(), before);
    }),
  ];
  if (isCommand)
    checks.push(
      check('does nothing when sent twice', (world, call) =>
        sentTwice(world, (changed) => call(permitted, changed), rpcCase.altered as object | undefined),
      ),
    );
  if (acceptsRevision(requestType)) {
    checks.push(
      check('is refused at a stale revision', async (world, call) => {
        const before = world.eventCount();
        const { code, reason } = await failureOf(call(permitted, { expectedRevision: NEVER_REACHED }));
        deepStrictEqual([code, reason], [status.ABORTED, 'REVISION_STALE']);
        strictEqual(world.eventCount(), before);
      }),
    );
  }
  return checks;
}

async function sentTwice(
  world: RpcWorld,
  call: (changed: object) => Promise<unknown>,
  altered: object | undefined,
): Promise<void> {
  const requestId = randomUUID();
  const first = await call({ requestId });
  const after = world.eventCount();
  deepStrictEqual(await call({ requestId }), first);
  strictEqual(world.eventCount(), after);
  if (altered === undefined) return;
  const { code, reason } = await failureOf(call({ requestId, ...altered }));
  deepStrictEqual([code, reason], [status.ALREADY_EXISTS, 'REQUEST_ID_REUSED']);
  strictEqual(world.eventCount(), after);
}

function methodOf(definition: ServiceDefinition, name: string): Method {
  const method = definition.methods[name];
  ok(method !== undefined);
  return method;
}

const acceptsRevision = ({ fromPartial }: Method['requestType']): boolean =>
  'expectedRevision' in (fromPartial({ expectedRevision: 1n } as never) as object);

async function inWorld<
  World extends RpcWorld,
  const Definition extends ServiceDefinition,
  Name extends MethodName<Definition>,
>(
  start: () => Promise<World>,
  { definition, method, request }: RpcCase<World, Definition, Name>,
  run: Check<World>,
): Promise<void> {
  const world = await start();
  const callers = callersFor(definition, world.url);
  try {
    const asked = (await request(world)) as object;
    const call: Call = (claims, changed = {}) => {
      const client: GrpcClient<Definition> = callers.as(claims);
      const send = client[method];
      ok(send !== undefined);
      return send({ requestId: randomUUID(), ...asked, ...changed } as PartialRequestOf<
        Definition['methods'][Name]
      >);
    };
    await run(world, call);
  } finally {
    callers.close();
    await world.close();
  }
}
