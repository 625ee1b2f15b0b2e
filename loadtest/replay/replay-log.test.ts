import { status } from '@grpc/grpc-js';
import { expect, test } from '@jest/globals';
import type { ReceiveDossierRequest } from '@egov/proto/egov/procedures/v1/dossier_intake_service';
import type { RecordStepsRequest } from '@egov/proto/egov/procedures/v1/dossier_solving_service';
import { callFailed } from '../platform/test-support/call-failed.ts';
import { replayLog } from './replay-log.ts';
import type { ReplayTarget } from './replay-target.ts';
import type { LogItem } from './source/case-log.ts';

const importId = '6f7fbb0e-6c4c-5bd5-8a9c-3d2d9d0e8a11';
const logged = (caseId: string, events = 1): LogItem => ({
  kind: 'case',
  case: {
    caseId,
    attributes: { channel: 'Desk' },
    events: Array.from({ length: events }, (_, index) => ({
      activity: `step ${index}`,
      occurred: new Date(index * 1000),
    })),
  },
});
async function* items(...list: LogItem[]) {
  yield* list;
}

function office(refuse?: string) {
  const received: Partial<ReceiveDossierRequest>[] = [];
  const recorded: Partial<RecordStepsRequest>[] = [];
  const target = {
    procedureId: 'recorded',
    agencyId: 'centre',
    receiveDossier: (request) => {
      if (request.attributes?.['concept:name'] === refuse)
        return Promise.reject(callFailed(status.FAILED_PRECONDITION, 'PROCEDURE_NOT_IN_FORCE'));
      received.push(request);
      return Promise.resolve({ position: BigInt(received.length) } as never);
    },
    recordSteps: (request) => {
      recorded.push(request);
      return Promise.resolve({ position: 100n } as never);
    },
    getProcessStatistics: () => Promise.reject(new Error('not asked')),
  } satisfies ReplayTarget;
  return { target, received, recorded };
}

test('a long case is sent in several requests, each with its place in the case', async () => {
  const { target, recorded } = office();
  await replayLog({ target, importId, items: items(logged('A', 1_201)) });
  expect(recorded.map(({ firstIndex, steps }) => [firstIndex, steps?.length])).toEqual([
    [0, 500],
    [500, 500],
    [1000, 201],
  ]);
});

test('a second run sends the same requests, so that nothing is recorded twice', async () => {
  const [first, second] = [office(), office()];
  await replayLog({ target: first.target, importId, items: items(logged('A'), logged('B')) });
  await replayLog({ target: second.target, importId, items: items(logged('A'), logged('B')) });
  expect(second.received).toEqual(first.received);
  expect(second.recorded).toEqual(first.recorded);
});

test('two traces with the same name are two dossiers', async () => {
  const { target, received } = office();
  await replayLog({ target, importId, items: items(logged('A'), logged('A')) });
  expect(new Set(received.map(({ dossierId }) => dossierId)).size).toBe(2);
});

test('a refused case is noted with its reason and the others continue', async () => {
  const { target } = office('B');
  const outcome = await replayLog({ target, importId, items: items(logged('A'), logged('B'), logged('C')) });
  expect(outcome.refused).toEqual([{ case: 'B', reason: 'PROCEDURE_NOT_IN_FORCE' }]);
  expect(outcome.replayed.cases).toBe(2);
});

test('a limit ends the replay after that many cases', async () => {
  const { target, received } = office();
  await replayLog({ target, importId, items: items(logged('A'), logged('B'), logged('C')), limit: 2 });
  expect(received).toHaveLength(2);
});

test.each([
  status.UNAVAILABLE,
  status.RESOURCE_EXHAUSTED,
  status.DEADLINE_EXCEEDED,
  status.INTERNAL,
  status.UNAUTHENTICATED,
  status.PERMISSION_DENIED,
])(
  'a platform that returns %s for a case has not refused it: the replay ends with that error',
  async (code) => {
    const { target } = office();
    const dead = { ...target, recordSteps: () => Promise.reject(callFailed(code, 'SOME_REASON')) };
    await expect(
      replayLog({ target: dead, importId, items: items(logged('A'), logged('B')) }),
    ).rejects.toThrow(status[code]);
  },
);
