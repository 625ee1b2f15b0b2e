import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Permission } from '@egov/platform';
import { status } from '@grpc/grpc-js';
import { accessOf } from '../runtime/grpc/access.ts';
import type { Method, PartialRequestOf, ServiceDefinition } from '../runtime/grpc/service-definition.ts';
import { callersFor, failureOf } from './grpc-callers.ts';

/** A service in a test: where it listens, and how many events it has appended. */
export type RpcWorld = Readonly<{ url: string; eventCount: () => number; close: () => Promise<unknown> }>;

/** A call of an RPC that succeeds. */
export type RpcRow<World extends RpcWorld, M extends Method> = Readonly<{
  /** What must have happened before. */
  after?: (world: World) => Promise<unknown>;
  /** The request without its request id; a function if it depends on the world. */
  request: PartialRequestOf<M> | ((world: World) => Promise<PartialRequestOf<M>>);
  /** Another request by the same caller, to show that a request id cannot be reused. */
  altered?: PartialRequestOf<M>;
  /** The agency in whose name the call is allowed; the whole province by default. */
  agency?: string;
  /** The caller, if the record belongs to a person. */
  subject?: string;
  /** Set if any agency may call. */
  open?: true;
  /** The permission that the record requires, if it is not the first of the contract. */
  as?: Permission;
  /** Set if the record accepts any permission of the contract. */
  either?: true;
  /** Permissions that the record also requires. */
  besides?: readonly Permission[];
}>;

/** A row for every RPC of a service; does not compile while one is missing. */
export type RpcRows<World extends RpcWorld, Definition extends ServiceDefinition> = Readonly<{
  [Name in keyof Definition['methods']]: RpcRow<World, Definition['methods'][Name]>;
}>;

/** A check of one RPC with its name. */
export type RpcCheck = readonly [name: string, run: () => Promise<void>];

/**
 * Makes the checks that every RPC of a service must pass: allowed, refused without each permission, foreign
 * agency, for commands sent twice, if the request has `expected_revision` a stale revision, and if it has
 * `page_token` the last page. Each runs in a separate world:
 * `test.each(everyRpc(start, Definition, { … }))('%s', (_, run) => run())`.
 */
export const everyRpc = <World extends RpcWorld, const Definition extends ServiceDefinition>(
  start: () => Promise<World>,
  definition: Definition,
  rows: RpcRows<World, Definition>,
): readonly RpcCheck[] =>
  Object.entries(definition.methods).flatMap(([name, method]) => {
    const row = rows[name] as unknown as RpcRow<World, Method>;
    const checks = [...rightChecks(method, row), ...recordChecks(method, row)];
    return checks.map(([what, run]): RpcCheck => [
      `${name}: ${what}`,
      () => inWorld(start, definition, name, row, run),
    ]);
  });

const FOREIGN = '00000000-0000-4000-8000-0000000f0e19';
const NEVER_REACHED = 4_711n;

type Caller = Readonly<{ permissions?: readonly string[]; agencies?: readonly string[] }>;
type Call = (caller: Caller, changed?: object) => Promise<unknown>;
type Check = readonly [what: string, run: (call: Call, world: RpcWorld) => Promise<void>];
type SomeRow = Pick<RpcRow<never, Method>, 'agency' | 'altered' | 'as' | 'besides' | 'either' | 'open'>;

function permittedBy(method: Method, { as, besides = [], agency = '*' }: SomeRow) {
  const own = as ?? accessOf(method).anyOf[0];
  ok(own !== undefined, `${method.name} names no permission: its row must name one`);
  return { own, permissions: [own, ...besides], agencies: [agency] };
}

function rightChecks(method: Method, row: SomeRow): readonly Check[] {
  const { anyOf } = accessOf(method);
  const { own, permissions, agencies } = permittedBy(method, row);
  const others = anyOf.filter((permission) => permission !== own);
  return [
    ['is allowed', async (call) => void (await call({ permissions, agencies }))],
    anyOf.length === 0
      ? ['does not exist without a permission', refusal({ agencies }, status.NOT_FOUND)]
      : [
          'is forbidden without a permission',
          refusal({ agencies }, status.PERMISSION_DENIED, { permission: anyOf.join(' or ') }),
        ],
    ...(row.besides ?? []).map((besides): Check => [
      `is refused without ${besides}`,
      refusal({ agencies, permissions: permissions.filter((held) => held !== besides) }),
    ]),
    ...others.map((other): Check => {
      const caller = { agencies, permissions: [other, ...(row.besides ?? [])] };
      return row.either
        ? [`is allowed with ${other} as well`, async (call) => void (await call(caller))]
        : [`is refused with ${other}, which the record does not require`, refusal(caller)];
    }),
    row.open
      ? ['is allowed to any agency', async (call) => void (await call({ permissions, agencies: [FOREIGN] }))]
      : [
          'does not exist for a foreign agency',
          refusal({ permissions, agencies: [FOREIGN] }, status.NOT_FOUND),
        ],
  ];
}

/** Expects a refusal and nothing recorded; with the given code, else as forbidden or not found. */
const refusal =
  (caller: Caller, code?: status, facts?: object): Check[1] =>
  async (call, world) => {
    const before = world.eventCount();
    const failure = await failureOf(call(caller));
    if (code === undefined) ok([status.NOT_FOUND, status.PERMISSION_DENIED].includes(failure.code));
    else strictEqual(failure.code, code);
    if (failure.code === status.PERMISSION_DENIED) strictEqual(failure.reason, 'PERMISSION_MISSING');
    if (facts !== undefined) deepStrictEqual(failure.facts, facts);
    strictEqual(world.eventCount(), before);
  };

function recordChecks(method: Method, row: SomeRow): readonly Check[] {
  const permitted = permittedBy(method, row);
  const checks: Check[] = [];
  if (has(method, 'requestId', ''))
    checks.push([
      'does nothing when sent twice',
      (call, world) => sentTwice(world, (changed) => call(permitted, changed), row.altered),
    ]);
  if (has(method, 'expectedRevision', NEVER_REACHED))
    checks.push([
      'is refused at a stale revision',
      async (call, world) => {
        const before = world.eventCount();
        const { code, reason } = await failureOf(call(permitted, { expectedRevision: NEVER_REACHED }));
        deepStrictEqual([code, reason], [status.ABORTED, 'REVISION_STALE']);
        strictEqual(world.eventCount(), before);
      },
    ]);
  if (has(method, 'pageToken', ''))
    checks.push([
      'has no token on its last page, and refuses an empty one',
      async (call) => {
        const { nextPageToken } = (await call(permitted)) as { nextPageToken?: string };
        strictEqual(nextPageToken, undefined);
        const { violations } = await failureOf(call(permitted, { pageToken: '' }));
        deepStrictEqual(
          violations.map(({ field }) => field),
          ['page_token'],
        );
      },
    ]);
  return checks;
}

const has = ({ requestType }: Method, field: string, value: unknown): boolean =>
  field in (requestType.fromPartial({ [field]: value } as never) as object);

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

async function inWorld<World extends RpcWorld>(
  start: () => Promise<World>,
  definition: ServiceDefinition,
  name: string,
  { after, request, subject }: RpcRow<World, Method>,
  run: Check[1],
): Promise<void> {
  const world = await start();
  const callers = callersFor(definition, world.url);
  try {
    await after?.(world);
    const asked = (typeof request === 'function' ? await request(world) : request) as object;
    const call: Call = (caller, changed = {}) => {
      const send = callers.as(subject === undefined ? caller : { ...caller, subject })[name];
      ok(send !== undefined);
      return send({ requestId: randomUUID(), ...asked, ...changed } as never);
    };
    await run(call, world);
  } finally {
    callers.close();
    await world.close();
  }
}
