import { expect, test } from '@jest/globals';
import { ResultOutcome, Timeliness } from '@egov/proto/egov/procedures/v1/dossier';
import type { Happened } from '../domain/dossier/dossier.fixture.ts';
import type { DossierEvent } from '../domain/dossier/events.ts';
import {
  accepted,
  handedOver,
  paymentRequested,
  released,
  returned,
  stepCompleted,
  submitted,
  supplementRequested,
  suspended,
} from '../domain/dossier/life.fixture.ts';
import { timelineEntryTo } from './timeline-mapping.ts';

const shown = (event: Happened) => {
  const { type, data, at, occurred, actor } = event;
  return timelineEntryTo({
    event: { type, data } as DossierEvent,
    revision: 1,
    at,
    occurred,
    actorId: actor.id,
    actorAgencyId: actor.agencyId,
    state: 'registered',
  });
};

test('an entry has who, when and the state', () => {
  expect(shown(released())).toMatchObject({
    revision: 1n,
    occurredAt: new Date(released().occurred),
    recordedAt: new Date(released().at),
    actorId: 'clerk',
    state: 1,
  });
});

test.each([
  ['reception', submitted()],
  ['acceptance', accepted()],
  ['handOver', handedOver()],
  ['step', stepCompleted()],
  ['supplement', supplementRequested()],
  ['payment', paymentRequested()],
  ['result', released()],
  ['return', returned()],
] as const)('an entry has the details of its act: %s', (kind, event) => {
  expect(shown(event).detail?.$case).toBe(kind);
});

test('a result shows how it was decided and how it compares with its due time', () => {
  expect(shown(released()).detail).toMatchObject({
    value: { outcome: ResultOutcome.RESULT_OUTCOME_GRANTED, timeliness: Timeliness.TIMELINESS_EARLY },
  });
});

test('texts for display are in reading order, none of them empty', () => {
  const { reason, authority } = suspended().data as { reason: string; authority: string };
  expect(shown(suspended()).facts).toEqual([
    { key: 'reason', text: reason },
    { key: 'authority', text: authority },
  ]);
  expect(shown(handedOver({ note: '' })).facts).toEqual([]);
});

test('an acceptance shows the due time that it set', () => {
  expect(shown(accepted()).dueChange).toEqual({ previousDueAt: undefined, dueAt: expect.any(Date) });
});
