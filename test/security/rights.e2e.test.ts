import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { accessOf, CallFailed, grpcClient, type ServiceDefinition } from '@egov/chassis/grpc';
import { callersOf, type RealmCaller } from '../support/callers.ts';
import { communes } from '../support/office.ts';
import { dossierInWork } from '../support/lives.ts';
import { applicant, JUSTICE, withOneStopCentre } from '../support/one-stop-centre.ts';
import { governor, startPlatform, type Platform } from '../support/platform.ts';
import { services, type ServiceName } from '../support/services.ts';

type Call = (request: object) => Promise<unknown>;
type Rpc = Readonly<{
  name: string;
  service: ServiceName;
  definition: ServiceDefinition;
  method: string;
}>;

/** Every RPC of every service, from the contracts. */
const rpcs: readonly Rpc[] = Object.entries(services).flatMap(([service, definitions]) =>
  Object.values<ServiceDefinition>(definitions).flatMap((definition) =>
    Object.keys(definition.methods).map((method) => ({
      name: `${service} ${definition.methods[method]?.name}`,
      service: service as ServiceName,
      definition,
      method,
    })),
  ),
);
const methodOf = ({ definition, method }: Rpc) => {
  const found = definition.methods[method];
  if (found === undefined) throw new TypeError(`${method} is in no contract`);
  return found;
};

const APPLICANT = randomUUID();
let platform: Platform;
let theirs: string;
let dossierId: string;
let callers: ReturnType<typeof callersOf>;
const open: (() => void)[] = [];

beforeAll(async () => {
  platform = await startPlatform();
  const clients = await withOneStopCentre(platform);
  const [commune] = communes(1);
  if (commune === undefined) throw new RangeError('One commune was asked for.');
  ({ agencyId: theirs } = await clients.directory.agencies.establishAgency(commune));
  dossierId = await dossierInWork(clients, { applicant: applicant(APPLICANT) });
  callers = callersOf({ applicant: APPLICANT, ours: JUSTICE, theirs });
}, 300_000);
afterAll(async () => {
  for (const close of open) close();
  await platform.close();
});

const tokens = new Map<string, Promise<string>>();
const tokenOf = ({ who, token }: RealmCaller): Promise<string> => {
  const known = tokens.get(who);
  if (known !== undefined) return known;
  const made = platform.issuer.token(
    token === 'expired'
      ? { ...governor, expiresInSeconds: -60 }
      : { expiresInSeconds: 3_600, ...(token === 'none' ? {} : token) },
  );
  tokens.set(who, made);
  return made;
};

/** Sends one request in the name of a caller; returns the code of the answer. */
async function answered(caller: RealmCaller, rpc: Rpc, request: object = {}): Promise<string> {
  const client = grpcClient(rpc.definition, platform.services[rpc.service].now().address, {
    retries: 0,
    ...(caller.token === 'none' ? {} : { token: () => tokenOf(caller) }),
  });
  try {
    await (client as unknown as Readonly<Record<string, Call>>)[rpc.method]?.(request);
    return 'OK';
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error;
    return error.codeName;
  } finally {
    client.close();
  }
}

const mayCall = ({ permissions }: RealmCaller, rpc: Rpc): boolean => {
  const { anyOf } = accessOf(methodOf(rpc));
  return anyOf.length === 0 || anyOf.some((permission) => permissions.includes(permission));
};

const REFUSED = ['UNAUTHENTICATED', 'PERMISSION_DENIED'];

test('each RPC lets in whom its contract names, and nobody else', async () => {
  const wrong: string[] = [];
  const all = [...callers.nobody, ...callers.ours, ...callers.strangers, ...callers.wide];
  for (const rpc of rpcs)
    await Promise.all(
      all.map(async (caller) => {
        const code = await answered(caller, rpc);
        const expected =
          typeof caller.token === 'string'
            ? 'UNAUTHENTICATED'
            : mayCall(caller, rpc)
              ? ''
              : 'PERMISSION_DENIED';
        if (expected === '' ? REFUSED.includes(code) : code !== expected)
          wrong.push(`${rpc.name} to ${caller.who}: ${code}`);
      }),
    );
  expect(wrong).toEqual([]);
}, 600_000);

const inAMonth = () => new Date(Date.now() + 30 * 86_400_000);

/** What a request of an act needs besides the dossier; by RPC where fields of one name differ. */
const usual = {
  reason: 'Lý do',
  legalGround: 'NĐ 61/2018',
  text: 'Nội dung',
  stepId: 'examine',
  authority: 'Công an tỉnh',
  amount: 8_000n,
  description: 'Lệ phí',
  score: 5,
};
const special: Readonly<Record<string, () => object>> = {
  handOverDossier: () => ({ agencyId: JUSTICE, officialId: 'official-1' }),
  completeStep: () => ({ outcome: 'Đạt' }),
  resumeDossier: () => ({ outcome: 'Đồng ý' }),
  extendDossier: () => ({ newDueAt: inAMonth() }),
  releaseResult: () => ({ outcome: 1 }),
  returnResult: () => ({ method: 1 }),
  confirmPayment: () => ({ paymentId: randomUUID(), outcome: 1 }),
  rateDossier: () => ({ subject: 1 }),
  requestSupplement: () => ({ defects: [{ paperId: 'form', description: 'Thiếu chữ ký' }] }),
  recordSteps: () => ({ firstIndex: 0, steps: [] }),
  grantPaper: () => ({ fileRef: '0'.repeat(64) }),
  listDossierTimeline: () => ({ pageSize: 10 }),
};
/** These make a dossier of their own, whatever id they name. */
const makers = ['submitDossier', 'receiveDossier'];

test('a dossier does not exist for strangers, whatever they ask or do', async () => {
  const ofDossiers = rpcs.filter(
    (rpc) =>
      !makers.includes(rpc.method) &&
      'dossierId' in (methodOf(rpc).requestType.fromPartial({} as never) as object),
  );
  expect(ofDossiers.length).toBeGreaterThan(20);
  const wrong: string[] = [];
  for (const rpc of ofDossiers)
    for (const caller of callers.strangers) {
      if (!mayCall(caller, rpc)) continue;
      const request = methodOf(rpc).requestType.fromPartial({
        ...usual,
        ...special[rpc.method]?.(),
        requestId: randomUUID(),
        dossierId,
      } as never);
      const code = await answered(caller, rpc, request as object);
      if (code !== 'NOT_FOUND' && code !== 'PERMISSION_DENIED')
        wrong.push(`${rpc.name} to ${caller.who}: ${code}`);
    }
  expect(wrong).toEqual([]);
}, 600_000);
